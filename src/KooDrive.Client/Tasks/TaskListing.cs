using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using KooDrive.Client.Errors;
using KooDrive.Client.Http;
using KooDrive.Client.Json;

namespace KooDrive.Client.Tasks;

/// <summary>One listing: follows the cursors from page to page until the service has no more or the limit is reached.</summary>
internal sealed class TaskListing(ApiChannel channel, TaskQuery query, CallHooks hooks)
{
    private readonly TaskPageReader _reader = new();
    private readonly HashSet<string> _cursors = new(StringComparer.Ordinal);
    private readonly CallHooks _hooksAhead = hooks.InBackground();
    private long _toSkip = query.Skip;
    private long _toReturn = query.Limit ?? long.MaxValue;
    private long _returned;

    public async IAsyncEnumerable<Page<TaskInfo>> ReadPagesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (_toReturn == 0)
            yield break;
        string? cursor = string.IsNullOrEmpty(query.Cursor) ? null : query.Cursor;
        if (cursor is not null)
            _cursors.Add(cursor);

        using var abandoned = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var keeper = channel.KeepTokenAlive();
        Task<ApiResponse<TaskPage>>? ahead = null;
        try
        {
            for (bool isFirst = true; ; isFirst = false)
            {
                var page = Take(await NextAsync(ahead, cursor, abandoned.Token).ConfigureAwait(false));
                ahead = null;
                bool goesOn = page.NextCursor is not null && _toReturn > 0;
                bool isLoop = goesOn && !_cursors.Add(page.NextCursor!);

                // Not with the first page: who wants no more than that pays for no more than that.
                if (!isFirst && goesOn && !isLoop)
                    ahead = FetchAsync(page.NextCursor, _hooksAhead, abandoned.Token);
                yield return page;
                if (isLoop)
                    throw Broken(KooDriveErrors.CursorLoop(new CallFacts(page.TraceId, channel.UtcNow)), page.NextCursor);
                if (!goesOn)
                    yield break;
                cursor = page.NextCursor;
            }
        }
        finally
        {
            await AbandonAsync(ahead, abandoned).ConfigureAwait(false);
            await keeper.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task<Page<TaskInfo>> NextAsync(Task<ApiResponse<TaskPage>>? ahead, string? cursor, CancellationToken cancellationToken)
    {
        try
        {
            var result = await (ahead ?? FetchAsync(cursor, hooks, cancellationToken)).ConfigureAwait(false);
            return new Page<TaskInfo>(result.Value.Tasks, cursor, result.Value.NextCursor, result.TraceId);
        }
        catch (KooDriveException e) when (ahead is not null && hooks.CanHelpWith(e))
        {
            return await NextAsync(null, cursor, cancellationToken).ConfigureAwait(false);
        }
        catch (KooDriveException e) when (e.TasksReturned is null)
        {
            throw Broken(e, cursor);
        }
    }

    private Task<ApiResponse<TaskPage>> FetchAsync(string? cursor, CallHooks callHooks, CancellationToken cancellationToken)
    {
        long wanted = _toReturn < long.MaxValue - _toSkip ? _toReturn + _toSkip : long.MaxValue;
        var request = ApiRequest.ListTasks(query, (int)Math.Min(query.PageSize, wanted), cursor);
        return channel.SendAsync(request, _reader.Read, callHooks, cancellationToken);
    }

    private Page<TaskInfo> Take(Page<TaskInfo> page)
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
            // No cursor points into a page. Rather some tasks twice than some not at all.
            nextCursor = page.Cursor ?? string.Empty;
            hooks.Warning?.Invoke(SR.Format(ClientMessages.SurplusTasks, surplus));
        }

        return new Page<TaskInfo>([.. page.Values.Skip(skipped).Take(taken)], page.Cursor, nextCursor, page.TraceId);
    }

    private KooDriveException Broken(KooDriveException cause, string? cursor) => KooDriveErrors.Listing(cause, new ListingFacts(_returned, cursor));

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
            // Nobody has asked for that page.
        }
    }
}
