namespace KooDrive.Client.Tasks;

/// <summary>What asking or waiting for one task has come to.</summary>
public sealed class TaskOutcome
{
    internal TaskOutcome(string taskId, TaskInfo task)
    {
        TaskId = taskId;
        Task = task;
    }

    internal TaskOutcome(string taskId, KooDriveException failure)
    {
        TaskId = taskId;
        Failure = failure;
    }

    /// <summary>The task's id.</summary>
    public string TaskId { get; }

    /// <summary>The task; null when there is a failure instead.</summary>
    public TaskInfo? Task { get; }

    /// <summary>What went wrong with this task: unknown id, time limit or anything else. Null when there is a task.</summary>
    public KooDriveException? Failure { get; }
}
