using System.Collections.Generic;

namespace KooDrive.Client.Paging;

/// <summary>One page of a listing.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
public sealed class Page<T>
{
    internal Page(IReadOnlyList<T> values, string? cursor, string? nextCursor, string traceId)
    {
        Values = values;
        Cursor = cursor;
        NextCursor = nextCursor;
        TraceId = traceId;
    }

    /// <summary>The items, in the service's order. Can be empty before the end of the listing.</summary>
    public IReadOnlyList<T> Values { get; }

    /// <summary>The cursor of this page; null for the first page.</summary>
    public string? Cursor { get; }

    /// <summary>The cursor of the next page: opaque text. Null, and only null, means that the listing has ended.</summary>
    public string? NextCursor { get; }

    /// <summary>The <c>X-Traceid</c> of the request, for the service's support.</summary>
    public string TraceId { get; }
}
