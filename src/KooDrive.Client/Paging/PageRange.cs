using System;

namespace KooDrive.Client.Paging;

/// <summary>Which part of a list to return, and the size of the pages.</summary>
internal sealed record PageRange
{
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public PageRange(int pageSize, string? cursor = null, long skip = 0, long? limit = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(skip);
        ArgumentOutOfRangeException.ThrowIfNegative(limit ?? 0, nameof(limit));
        PageSize = pageSize;
        Cursor = string.IsNullOrEmpty(cursor) ? null : cursor;
        Skip = skip;
        Limit = limit;
    }

    /// <summary>The largest number of items per request: 1 or more.</summary>
    public int PageSize { get; }

    /// <summary>Where to start; null for the beginning.</summary>
    public string? Cursor { get; }

    /// <summary>How many items to skip: 0 or more.</summary>
    public long Skip { get; }

    /// <summary>The largest number of items after those, 0 or more; null for all.</summary>
    public long? Limit { get; }
}
