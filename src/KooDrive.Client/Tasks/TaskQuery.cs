using System.Collections.Generic;

namespace KooDrive.Client.Tasks;

/// <summary>Which tasks to list, and the size of the pages (API reference, <c>GET /task/list</c>).</summary>
public sealed class TaskQuery
{
    /// <summary>The service's default and maximum for <see cref="PageSize"/>.</summary>
    public const int MaximumPageSize = 100;

    /// <summary>The states to list; empty for all.</summary>
    public IReadOnlyList<TaskStatus> Status { get; init; } = [];

    /// <summary>The type to list; null for all.</summary>
    public TaskType? TaskType { get; init; }

    /// <summary>The largest number of tasks per request: 1 to 100.</summary>
    public int PageSize { get; init; } = MaximumPageSize;

    /// <summary>
    /// Where to continue: the <see cref="Paging.Page{T}.NextCursor"/> of an earlier listing. Null or empty for the beginning.
    /// </summary>
    public string? Cursor { get; init; }

    /// <summary>How many tasks to skip. They are requested nevertheless: the service cannot skip them.</summary>
    public long Skip { get; init; }

    /// <summary>
    /// The largest number of tasks after those; null for all. The last request asks only for the missing ones, so that the cursor after
    /// it continues exactly there.
    /// </summary>
    public long? Limit { get; init; }
}
