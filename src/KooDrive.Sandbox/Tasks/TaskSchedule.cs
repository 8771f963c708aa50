using System;

namespace KooDrive.Sandbox.Tasks;

/// <summary>When a task is created, starts and ends, and why it fails; null when it succeeds.</summary>
internal readonly record struct TaskSchedule(
    DateTimeOffset CreateTime, DateTimeOffset StartTime, DateTimeOffset EndTime, string? FailureCode)
{
    public TaskStatus StatusAt(DateTimeOffset now) =>
        now < StartTime ? TaskStatus.New
        : now < EndTime ? TaskStatus.Executing
        : FailureCode is null ? TaskStatus.Success
        : TaskStatus.Failed;
}
