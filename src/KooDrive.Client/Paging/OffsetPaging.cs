using System;
using System.Threading;
using System.Threading.Tasks;
using KooDrive.Client.Errors;
using KooDrive.Client.Http;

namespace KooDrive.Client.Paging;

/// <summary>Requests pages by <c>offset</c> and <c>limit</c> for a <see cref="Listing{T}"/>, which follows cursors.</summary>
internal static class OffsetPaging
{
    /// <summary>The range of a list. Items to skip are not requested.</summary>
    public static PageRange RangeOf(int pageSize, string? cursor, long skip, long? limit)
    {
        var range = new PageRange(pageSize, cursor, skip, limit);
        return skip > 0 && OffsetCursor.TryParse(range.Cursor, out long offset) && offset <= long.MaxValue - skip
            ? new PageRange(pageSize, OffsetCursor.Of(offset + skip), limit: limit)
            : range;
    }

    /// <summary>Requests one page, and adds the cursor of the next.</summary>
    /// <param name="api">The API.</param>
    /// <param name="cursor">Where the page starts; null for the beginning.</param>
    /// <param name="limit">The largest number of items.</param>
    /// <param name="send">Requests the page at an offset.</param>
    /// <param name="cancellationToken">Ends the call at once.</param>
    /// <exception cref="KooDriveException">The cursor is not valid, the page is the previous one, or the request failed.</exception>
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

        // A service that ignores the offset would return the same page forever.
        if (page.IsRepeat)
            throw KooDriveErrors.PageRepeated(OffsetCursor.Of(offset), new CallFacts(response.TraceId, api.UtcNow));
        long next = offset + page.Items.Count;
        return new ApiResponse<ListPage<T>>(
            page with { NextCursor = IsLast(page, next, limit) ? null : OffsetCursor.Of(next) }, response.TraceId);
    }

    // A full page is never the last: the total may count the page only. The total can only show that more items follow.
    private static bool IsLast<T>(ListPage<T> page, long next, int limit) =>
        page.Items.Count == 0 || (page.Items.Count < limit && !(page.Total > next));
}
