using System;
using System.Globalization;

namespace KooDrive;

/// <summary>
/// One task, as the service describes it (API reference, <c>TaskInfo</c>). Every member is null when the service left it out.
/// </summary>
/// <remarks>
/// The members are in the order of the columns of a CSV file. The members from <see cref="Duration"/> to <see cref="EndTimeUtc"/> are
/// computed when they are read; script properties in a types file would slow every pipeline down. The service does not return the
/// last two: they are kept from the creation of the task.
/// </remarks>
public sealed class TaskInfo
{
    /// <summary>The task's id: digits, to be treated as text.</summary>
    public string? TaskId { get; set; }

    /// <summary>The task's name.</summary>
    public string? TaskName { get; set; }

    /// <summary>What the task does.</summary>
    public TaskType? TaskType { get; set; }

    /// <summary>The task's state at the time of the response.</summary>
    public TaskStatus? Status { get; set; }

    /// <summary>When the task was created, in UTC. Only listings return it.</summary>
    public DateTimeOffset? CreateTime { get; set; }

    /// <summary>When the task began to execute, in UTC. Only listings return it.</summary>
    public DateTimeOffset? StartTime { get; set; }

    /// <summary>When the task ended, in UTC; null while it has not ended. Only listings return it.</summary>
    public DateTimeOffset? EndTime { get; set; }

    /// <summary>The id of the user who owns the task.</summary>
    public string? UserId { get; set; }

    /// <summary>The id of the tenant that owns the task.</summary>
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

    /// <summary>For a transfer that was created here: the id of the source user. Null for other tasks.</summary>
    public string? SourceUserId { get; set; }

    /// <summary>For a transfer that was created here: the id of the destination user. Null for other tasks.</summary>
    public string? DestinationUserId { get; set; }

    /// <summary>The task's id and name, for messages.</summary>
    public override string ToString() => $"{TaskId} {TaskName}";

    private static string? ToUtcText(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
