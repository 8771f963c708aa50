using System.Collections.Generic;
using System.Linq;

namespace KooDrive.PowerShell.Parameters;

/// <summary>Completes ids of tasks that the session has returned, the newest first.</summary>
public sealed class TaskIdCompleter : ValuesCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, string>> ValuesFor(string commandName, KooDriveSession? session) =>
        session?.Completions.Tasks.Select(task => new KeyValuePair<string, string>(task.TaskId!, Describe(task))) ?? [];

    // A new task has only a type.
    private static string Describe(TaskInfo task)
    {
        string? name = string.IsNullOrEmpty(task.TaskName) ? task.TaskType?.ToString() ?? task.TaskId : task.TaskName;
        return task.Status is null ? name! : $"{name} ({task.Status})";
    }
}
