using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace KooDrive.Client.Lookups;

/// <summary>Asks the service for one thing by its id.</summary>
/// <typeparam name="T">What is asked for.</typeparam>
/// <param name="id">The id.</param>
/// <param name="hooks">How the call speaks to its caller.</param>
/// <param name="cancellationToken">Ends the call at once.</param>
internal delegate Task<T> Lookup<T>(string id, CallHooks hooks, CancellationToken cancellationToken);

/// <summary>
/// Requests for single things by id, several at once, whose answers come out in the order of the questions. For one caller at a time;
/// only the requests run elsewhere.
/// </summary>
/// <typeparam name="T">What is asked for.</typeparam>
public sealed class LookupSequence<T> : IAsyncDisposable
    where T : class
{
    // Responses that wait for a slower one before them must not pile up without end.
    private const int LongestQueuePerRequest = 16;

    private readonly Lookup<T> _lookup;
    private readonly CallHooks _hooks;
    private readonly CallHooks _backgroundHooks;
    private readonly int _longestQueue;
    private readonly SemaphoreSlim _places;
    private readonly CancellationTokenSource _abandoned;
    private readonly Queue<KeyValuePair<string, Task<T>>> _queue = new();
    private KooDriveException? _failedRenewal;
    private volatile KooDriveException? _needsHelp;
    private bool _isDisposed;

    internal LookupSequence(Lookup<T> lookup, int throttleLimit, CallHooks hooks, CancellationToken cancellationToken)
    {
        _lookup = lookup;
        _hooks = hooks;
        _backgroundHooks = hooks.InBackground();
        _longestQueue = LongestQueuePerRequest * throttleLimit;
        _places = new SemaphoreSlim(throttleLimit);
        _abandoned = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    }

    /// <summary>There are questions whose answers have not been taken.</summary>
    public bool HasMore => _queue.Count > 0;

    /// <summary>The next answer in order is there.</summary>
    public bool IsNextReady => _queue.Count > 0 && _queue.Peek().Value.IsCompleted;

    /// <summary>So many answers are waiting to be taken that nothing more should be asked.</summary>
    public bool IsFull => _queue.Count >= _longestQueue;

    /// <summary>Asks for one; returns at once.</summary>
    /// <param name="id">Its id.</param>
    public void Ask(string id) => _queue.Enqueue(new(id, RequestAsync(id)));

    /// <summary>The next answer in the order of the questions.</summary>
    /// <returns>What was asked for, or why there is none.</returns>
    /// <exception cref="OperationCanceledException">The lookups were cancelled.</exception>
    /// <exception cref="InvalidOperationException">Nothing was asked that has not been answered.</exception>
    public async Task<Outcome<T>> TakeAsync()
    {
        var next = _queue.Peek();
        try
        {
            return new Outcome<T>(next.Key, await ValueAsync(next.Key, next.Value).ConfigureAwait(false));
        }
        catch (KooDriveException e)
        {
            return new Outcome<T>(next.Key, e);
        }
        finally
        {
            _queue.Dequeue();
        }
    }

    /// <summary>Cancels what is under way and waits for that.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        await _abandoned.CancelAsync().ConfigureAwait(false);
        foreach (var open in _queue)
        {
            // Whatever it came to is looked at, so that it is no unobserved exception later.
            await ((Task)open.Value).ContinueWith(
                static ended => _ = ended.Exception,
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default).ConfigureAwait(false);
        }

        _queue.Clear();
        _places.Dispose();
        _abandoned.Dispose();
    }

    private async Task<T> ValueAsync(string id, Task<T> request)
    {
        try
        {
            return await request.ConfigureAwait(false);
        }
        catch (KooDriveException e) when (_hooks.CanHelpWith(e))
        {
            return await AskWithHelpAsync(id).ConfigureAwait(false);
        }
    }

    private async Task<T> AskWithHelpAsync(string id)
    {
        // A provider that has failed is not asked again for every id that follows: it may be a person at a prompt.
        if (_failedRenewal is not null)
            throw _failedRenewal;
        try
        {
            var value = await _lookup(id, _hooks, _abandoned.Token).ConfigureAwait(false);
            _needsHelp = null;
            return value;
        }
        catch (KooDriveException e) when (_hooks.CanHelpWith(e))
        {
            _failedRenewal = e;
            throw;
        }
    }

    private async Task<T> RequestAsync(string id)
    {
        await _places.WaitAsync(_abandoned.Token).ConfigureAwait(false);
        try
        {
            // An expired token is not sent for every id: the caller has the means to renew it, and does so at the next one it takes.
            if (_needsHelp is { } failure)
                throw failure;
            return await _lookup(id, _backgroundHooks, _abandoned.Token).ConfigureAwait(false);
        }
        catch (KooDriveException e) when (_hooks.CanHelpWith(e))
        {
            _needsHelp = e;
            throw;
        }
        finally
        {
            _places.Release();
        }
    }
}
