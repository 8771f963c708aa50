using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using KooDrive.Client.Errors;
using KooDrive.Client.Http;

namespace KooDrive.Client.Paging;

/// <summary>Requests one page of a listing.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
/// <param name="cursor">Where the page starts; null for the beginning.</param>
/// <param name="pageSize">The largest number of items.</param>
/// <param name="hooks">Callbacks.</param>
/// <param name="cancellationToken">Ends the call at once.</param>
internal delegate Task<ApiResponse<ListPage<T>>> PageRequest<T>(
    string? cursor, int pageSize, CallHooks hooks, CancellationToken cancellationToken);

/// <summary>One listing: follows the cursors from page to page until the service has no more or the limit is reached.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
internal sealed class Listing<T>(KooDriveApi api, PageRange range, PageRequest<T> request, CallHooks hooks)
{
    private readonly HashSet<string> _cursors = new(StringComparer.Ordinal);
    private readonly CallHooks _hooksAhead = hooks.InBackground();
    private long _toSkip = range.Skip;
    private long _toReturn = range.Limit ?? long.MaxValue;
    private long _returned;

    /// <param name="reportsPosition">False if an error need not contain the position of the listing.</param>
    /// <param name="cancellationToken">Ends the listing at once.</param>
    public async IAsyncEnumerable<Page<T>> ReadPagesAsync(
        bool reportsPosition = true, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (_toReturn == 0)
            yield break;
        string? cursor = range.Cursor;
        if (cursor is not null)
            _cursors.Add(cursor);

        using var abandoned = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var keepAlive = api.KeepTokenAlive();
        Task<ApiResponse<ListPage<T>>>? ahead = null;
        try
        {
            for (bool isFirst = true; ; isFirst = false)
            {
                var page = Take(await NextAsync(ahead, cursor, reportsPosition, abandoned.Token).ConfigureAwait(false));
                ahead = null;
                bool goesOn = page.NextCursor is not null && _toReturn > 0;
                bool isLoop = goesOn && !_cursors.Add(page.NextCursor!);

                // Not with the first page: a consumer that needs only that page causes only that request.
                if (!isFirst && goesOn && !isLoop)
                    ahead = FetchAsync(page.NextCursor, _hooksAhead, abandoned.Token);
                yield return page;
                if (isLoop)
                    throw Broken(KooDriveErrors.CursorLoop(page.NextCursor!, new CallFacts(page.TraceId, api.UtcNow)), page.NextCursor);
                if (!goesOn)
                    yield break;
                cursor = page.NextCursor;
            }
        }
        finally
        {
            await AbandonAsync(ahead, abandoned).ConfigureAwait(false);
            await keepAlive.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task<Page<T>> NextAsync(
        Task<ApiResponse<ListPage<T>>>? ahead, string? cursor, bool reportsPosition, CancellationToken cancellationToken)
    {
        try
        {
            var result = await (ahead ?? FetchAsync(cursor, hooks, cancellationToken)).ConfigureAwait(false);
            return new Page<T>(result.Value.Items, cursor, result.Value.NextCursor, result.TraceId);
        }
        catch (KooDriveException e) when (ahead is not null && hooks.ProviderMayHelp(e))
        {
            return await NextAsync(null, cursor, reportsPosition, cancellationToken).ConfigureAwait(false);
        }
        catch (KooDriveException e) when (reportsPosition && e.Kind != KooDriveErrorKind.NotConnected)
        {
            throw Broken(e, cursor);
        }
    }

    private Task<ApiResponse<ListPage<T>>> FetchAsync(string? cursor, CallHooks callHooks, CancellationToken cancellationToken)
    {
        long wanted = _toReturn < long.MaxValue - _toSkip ? _toReturn + _toSkip : long.MaxValue;
        return request(cursor, (int)Math.Min(range.PageSize, wanted), callHooks, cancellationToken);
    }

    private Page<T> Take(Page<T> page)
    {
        int skipped = (int)Math.Min(_toSkip, page.Values.Count);
        int taken = (int)Math.Min(_toReturn, page.Values.Count - skipped);
        int surplus = page.Values.Count - skipped - taken;
        _toSkip -= skipped;
        _toReturn -= _toReturn == long.MaxValue ? 0 : taken;
        _returned += taken;
        if (taken == page.Values.Count)
            return page;

        string? nextCursor = page.NextCursor;
        if (surplus > 0)
        {
            // No cursor points into a page: repeating some items is better than losing them.
            nextCursor = page.Cursor ?? string.Empty;
            hooks.Warning?.Invoke(SR.Format(ClientMessages.SurplusItems, QuantityText.Items(surplus)));
        }

        return new Page<T>([.. page.Values.Skip(skipped).Take(taken)], page.Cursor, nextCursor, page.TraceId);
    }

    private KooDriveException Broken(KooDriveException cause, string? cursor) =>
        KooDriveErrors.Listing(cause, new ListingFacts(_returned, cursor, _toSkip));

    private static async Task AbandonAsync(Task? ahead, CancellationTokenSource abandoned)
    {
        if (ahead is null)
            return;
        await abandoned.CancelAsync().ConfigureAwait(false);
        try
        {
            await ahead.ConfigureAwait(false);
        }
        catch (Exception e) when (e is KooDriveException or OperationCanceledException)
        {
            // The consumer has not requested that page.
        }
    }
}
