using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;
using System.Runtime.CompilerServices;
using KooDrive.PowerShell.Parameters;

namespace KooDrive.PowerShell.Pipeline;

/// <summary>
/// The tasks that were passed to a command as objects. For a task by id, the service omits times and parameters, and it never returns
/// the two users of a transfer. With this, a task that passes through a command keeps them.
/// </summary>
/// <remarks>
/// A parameter is bound to ids only. Their tasks are attached to the array instance that the binder passes on.
/// </remarks>
internal sealed class InputTasks
{
    private static readonly ConditionalWeakTable<string[], List<TaskInfo>> Sources = new();

    // Removed when they are output, so that a long pipeline keeps few. The same id may be requested more than once.
    private readonly Dictionary<string, Queue<TaskInfo>> _tasks = new(StringComparer.Ordinal);

    /// <summary>Attaches to ids the tasks that they were taken from.</summary>
    /// <param name="taskIds">The ids, the parameter's value.</param>
    /// <param name="source">The tasks.</param>
    /// <returns>The same ids.</returns>
    public static string[] Remember(string[] taskIds, object? source)
    {
        List<TaskInfo>? tasks = null;
        Collect(source, ref tasks);
        if (tasks is not null)
            Sources.Add(taskIds, tasks);
        return taskIds;
    }

    /// <summary>Adds the tasks that are attached to a parameter's value.</summary>
    public void Add(string[] taskIds)
    {
        if (!Sources.TryGetValue(taskIds, out var tasks))
            return;
        foreach (var task in tasks)
        {
            if (!_tasks.TryGetValue(task.TaskId!, out var known))
                _tasks.Add(task.TaskId!, known = new Queue<TaskInfo>(1));
            known.Enqueue(task);
        }
    }

    /// <summary>Adds to a task what the response omits and the task that was passed has.</summary>
    /// <param name="taskId">The requested id.</param>
    /// <param name="task">The task from the response; null for none.</param>
    public void Complete(string taskId, TaskInfo? task)
    {
        if (!_tasks.TryGetValue(taskId, out var known))
            return;
        var listed = known.Dequeue();
        if (known.Count == 0)
            _tasks.Remove(taskId);
        if (task is null)
            return;
        task.TaskName ??= listed.TaskName;
        task.TaskType ??= listed.TaskType;
        task.CreateTime ??= listed.CreateTime;
        task.StartTime ??= listed.StartTime;
        task.UserId ??= listed.UserId;
        task.TenantId ??= listed.TenantId;
        task.Locale ??= listed.Locale;
        task.InitParams ??= listed.InitParams;
        task.SourceUserId ??= listed.SourceUserId;
        task.DestinationUserId ??= listed.DestinationUserId;
        if (task.IsCompleted)
            task.EndTime ??= listed.EndTime;
    }

    private static void Collect(object? item, ref List<TaskInfo>? tasks)
    {
        switch (PSValue.Unwrap(item))
        {
            case null or string:
                break;
            case TaskInfo task:
                Add(task, ref tasks);
                break;
            case IEnumerable items and not IDictionary:
                foreach (object? inner in items)
                    Collect(inner, ref tasks);
                break;
            default:
                if (item is PSObject copy)
                    Add(Read(copy.Properties), ref tasks);
                break;
        }
    }

    private static void Add(TaskInfo task, ref List<TaskInfo>? tasks)
    {
        if (!string.IsNullOrEmpty(task.TaskId))
            (tasks ??= []).Add(task);
    }

    // A task from a job, CLIXML or CSV.
    private static TaskInfo Read(PSMemberInfoCollection<PSPropertyInfo> properties) => new()
    {
        TaskId = Text("TaskId", properties),
        TaskName = Text("TaskName", properties),
        TaskType = Enum.TryParse(Text("TaskType", properties), out TaskType type) ? type : null,
        CreateTime = Time("CreateTimeUtc", properties),
        StartTime = Time("StartTimeUtc", properties),
        EndTime = Time("EndTimeUtc", properties),
        UserId = Text("UserId", properties),
        TenantId = Text("TenantId", properties),
        Locale = Text("Locale", properties),
        InitParams = Text("InitParams", properties),
        SourceUserId = Text("SourceUserId", properties),
        DestinationUserId = Text("DestinationUserId", properties),
    };

    private static string? Text(string name, PSMemberInfoCollection<PSPropertyInfo> properties) =>
        PSValue.Unwrap(properties[name]?.Value) is string { Length: > 0 } text ? text : null;

    private static DateTimeOffset? Time(string name, PSMemberInfoCollection<PSPropertyInfo> properties) =>
        DateTimeOffset.TryParse(Text(name, properties), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : null;
}
