using System.Collections.Generic;

namespace KooDrive.Client.Tasks;

/// <summary>Which tasks to list, and in what portions (API reference, <c>GET /task/list</c>).</summary>
public sealed class TaskQuery
{
    /// <summary>The service's default and maximum for <see cref="PageSize"/>.</summary>
    public const int MaximumPageSize = 100;

    /// <summary>The states to list; empty for all.</summary>
    public IReadOnlyList<TaskStatus> Status { get; init; } = [];

    /// <summary>The type to list; null for all.</summary>
    public TaskType? TaskType { get; init; }

    /// <summary>How many tasks one request asks for at the most: 1 to 100.</summary>
    public int PageSize { get; init; } = MaximumPageSize;

    /// <summary>Where to go on from: the <see cref="Paging.Page{T}.NextCursor"/> of an earlier listing. Null or empty for the beginning.</summary>
    public string? Cursor { get; init; }

    /// <summary>How many of the first tasks to leave out. They are requested all the same: the service cannot skip.</summary>
    public long Skip { get; init; }

    /// <summary>
    /// How many tasks, after those left out, are wanted at the most; null for all. The last request asks for no more than what is still missing,
    /// so that the cursor after it continues exactly there.
    /// </summary>
    public long? Limit { get; init; }
}
