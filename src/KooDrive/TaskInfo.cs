using System;
using System.Globalization;

namespace KooDrive;

/// <summary>
/// One task, as the service describes it (API reference, <c>TaskInfo</c>). Every member is null when the service left it out.
/// </summary>
/// <remarks>
/// The members stand in the order of the columns of a CSV file. From <see cref="Duration"/> to <see cref="EndTimeUtc"/> they are
/// computed from the others each time; as members of the type they cost nothing until they are read, which script properties in a
/// types file do not offer. The last two are not the service's: they stay with a task from where it was created.
/// </remarks>
public sealed class TaskInfo
{
    /// <summary>The task's id: digits, to be treated as text.</summary>
    public string? TaskId { get; set; }

    /// <summary>The task's name, as its creator wrote it.</summary>
    public string? TaskName { get; set; }

    /// <summary>What the task does.</summary>
    public TaskType? TaskType { get; set; }

    /// <summary>The state the task was in when the service answered.</summary>
    public TaskStatus? Status { get; set; }

    /// <summary>When the task was created, in UTC. Absent from the answer to a request by id.</summary>
    public DateTimeOffset? CreateTime { get; set; }

    /// <summary>When the task began to execute, in UTC. Absent from the answer to a request by id.</summary>
    public DateTimeOffset? StartTime { get; set; }

    /// <summary>When the task ended, in UTC; null while it has not. Absent from the answer to a request by id.</summary>
    public DateTimeOffset? EndTime { get; set; }

    /// <summary>The id of the user whom the task belongs to.</summary>
    public string? UserId { get; set; }

    /// <summary>The id of the tenant whom the task belongs to.</summary>
    public string? TenantId { get; set; }

    /// <summary>Why the task failed: codes 18xxxxxx name a reason. Null when it succeeded.</summary>
    public string? ResultCode { get; set; }

    /// <summary>The user's country.</summary>
    public string? Locale { get; set; }

    /// <summary>The parameters that the task was created with: an extended field, in the service's own format.</summary>
    public string? InitParams { get; set; }

    /// <summary>How long the task executed; null while it has not ended, or when the service left out either time.</summary>
    public TimeSpan? Duration => EndTime - StartTime;

    /// <summary>Whether the task has ended: true for <see cref="TaskStatus.Success"/> and <see cref="TaskStatus.Failed"/>.</summary>
    public bool IsCompleted => Status is TaskStatus.Success or TaskStatus.Failed;

    /// <summary><see cref="CreateTime"/> as ISO 8601 text in UTC, the same in every culture: <c>2026-08-12T07:22:33.000Z</c>.</summary>
    public string? CreateTimeUtc => ToUtcText(CreateTime);

    /// <summary><see cref="StartTime"/> as ISO 8601 text in UTC, the same in every culture.</summary>
    public string? StartTimeUtc => ToUtcText(StartTime);

    /// <summary><see cref="EndTime"/> as ISO 8601 text in UTC, the same in every culture.</summary>
    public string? EndTimeUtc => ToUtcText(EndTime);

    /// <summary>Of a transfer that was created here: the id of the user who gives. Null for all other tasks.</summary>
    public string? SourceUserId { get; set; }

    /// <summary>Of a transfer that was created here: the id of the user who gets. Null for all other tasks.</summary>
    public string? DestinationUserId { get; set; }

    /// <summary>The task's id and name, for messages.</summary>
    public override string ToString() => $"{TaskId} {TaskName}";

    private static string? ToUtcText(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
