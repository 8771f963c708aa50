using System.Collections.Generic;

namespace KooDrive;

/// <summary>The result of a batch import (API reference, <i>Querying the task result</i>).</summary>
public sealed class TaskResult
{
    /// <summary>The task's id.</summary>
    public required string TaskId { get; init; }

    /// <summary>How many users were imported; null when the service does not say.</summary>
    public int? SuccessCount { get; init; }

    /// <summary>How many users were not imported; null when the service does not say.</summary>
    public int? FailCount { get; init; }

    /// <summary>The users who were not imported, and why. Empty when there are none.</summary>
    public required IReadOnlyList<TaskFailure> Failures { get; init; }
}
