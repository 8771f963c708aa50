using System;
using System.Threading;
using System.Threading.Tasks;
using KooDrive.Client.Errors;
using KooDrive.Client.Http;

namespace KooDrive.Client.Paging;

/// <summary>Reads by <c>offset</c> and <c>limit</c> what a <see cref="Listing{T}"/> follows by cursors.</summary>
internal static class OffsetPaging
{
    /// <summary>The part of a list that is wanted. What is to be left out is not even requested.</summary>
    public static PageRange RangeOf(int pageSize, string? cursor, long skip, long? limit)
    {
        string? start = string.IsNullOrEmpty(cursor) ? null : cursor;
        return skip > 0 && OffsetCursor.TryParse(start, out long offset) && offset <= long.MaxValue - skip
            ? new PageRange(pageSize, OffsetCursor.Of(offset + skip), Limit: limit)
            : new PageRange(pageSize, start, skip, limit);
    }

    /// <summary>Asks for one page, and gives it the cursor of the next.</summary>
    /// <param name="api">Whose time it is.</param>
    /// <param name="cursor">Where the page starts; null for the beginning.</param>
    /// <param name="limit">How many items are asked for at the most.</param>
    /// <param name="send">Asks for the page at an offset.</param>
    /// <param name="cancellationToken">Ends the call at once.</param>
    /// <exception cref="KooDriveException">The cursor is none, the page is the one before, or asking failed.</exception>
    public static async Task<ApiResponse<ListPage<T>>> SendAsync<T>(
        KooDriveApi api,
        string? cursor,
        int limit,
        Func<long, CancellationToken, Task<ApiResponse<ListPage<T>>>> send,
        CancellationToken cancellationToken)
    {
        if (!OffsetCursor.TryParse(cursor, out long offset))
            throw KooDriveErrors.CursorRejected(cursor!, facts: null);
        var response = await send(offset, cancellationToken).ConfigureAwait(false);
        var page = response.Value;

        // A service that does not look at the offset would give the same page without end.
        if (page.IsRepeat)
            throw KooDriveErrors.PageRepeated(OffsetCursor.Of(offset), new CallFacts(response.TraceId, api.UtcNow));
        long next = offset + page.Items.Count;
        return new ApiResponse<ListPage<T>>(page with { NextCursor = IsLast(page, next, limit) ? null : OffsetCursor.Of(next) }, response.TraceId);
    }

    // A full page is never the last, whatever the total says: it may count the page alone. A total can only show that more follows.
    private static bool IsLast<T>(ListPage<T> page, long next, int limit) =>
        page.Items.Count == 0 || (page.Items.Count < limit && !(page.Total > next));
}
