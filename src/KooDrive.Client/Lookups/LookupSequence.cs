using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace KooDrive.Client.Lookups;

/// <summary>Requests one resource by its id.</summary>
/// <typeparam name="T">The type of the resource.</typeparam>
/// <param name="id">The id.</param>
/// <param name="hooks">Callbacks.</param>
/// <param name="cancellationToken">Ends the call at once.</param>
internal delegate Task<T> Lookup<T>(string id, CallHooks hooks, CancellationToken cancellationToken);

/// <summary>
/// Requests resources by id, several at a time, and returns them in the order of the ids. For one caller at a time; only the
/// requests run on other threads.
/// </summary>
/// <typeparam name="T">The type of the resource.</typeparam>
public sealed class LookupSequence<T> : IAsyncDisposable
    where T : class
{
    // Limits the responses that wait for a slower one before them.
    private const int LongestQueuePerRequest = 16;

    private readonly Lookup<T> _lookup;
    private readonly CallHooks _hooks;
    private readonly CallHooks _backgroundHooks;
    private readonly int _longestQueue;
    private readonly SemaphoreSlim _slots;
    private readonly CancellationTokenSource _abandoned;
    private readonly Queue<KeyValuePair<string, Task<T>>> _queue = new();
    private KooDriveException? _failedRenewal;
    private volatile KooDriveException? _needsProvider;
    private bool _isDisposed;

    internal LookupSequence(Lookup<T> lookup, int throttleLimit, CallHooks hooks, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(throttleLimit, 1);
        _lookup = lookup;
        _hooks = hooks;
        _backgroundHooks = hooks.InBackground();
        _longestQueue = LongestQueuePerRequest * throttleLimit;
        _slots = new SemaphoreSlim(throttleLimit);
        _abandoned = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    }

    /// <summary>Whether there are results that have not been taken.</summary>
    public bool HasMore => _queue.Count > 0;

    /// <summary>Whether the next result in order is available.</summary>
    public bool IsNextReady => _queue.Count > 0 && _queue.Peek().Value.IsCompleted;

    /// <summary>Whether results should be taken before more lookups are started.</summary>
    public bool IsFull => _queue.Count >= _longestQueue;

    /// <summary>Starts a lookup; returns at once.</summary>
    /// <param name="id">The id.</param>
    public void Start(string id) => _queue.Enqueue(new(id, RequestAsync(id)));

    /// <summary>The next result in the order of the ids.</summary>
    /// <returns>The resource, or why there is none.</returns>
    /// <exception cref="OperationCanceledException">The lookups were canceled.</exception>
    /// <exception cref="InvalidOperationException">All results have been taken.</exception>
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

    /// <summary>Cancels the running requests and waits for them.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        await _abandoned.CancelAsync().ConfigureAwait(false);
        foreach (var open in _queue)
        {
            // Observes the exception, so that it is not reported as unobserved later.
            await ((Task)open.Value).ContinueWith(
                static ended => _ = ended.Exception,
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default).ConfigureAwait(false);
        }

        _queue.Clear();
        _slots.Dispose();
        _abandoned.Dispose();
    }

    private async Task<T> ValueAsync(string id, Task<T> request)
    {
        try
        {
            return await request.ConfigureAwait(false);
        }
        catch (KooDriveException e) when (_hooks.ProviderMayHelp(e))
        {
            return await RequestWithProviderAsync(id).ConfigureAwait(false);
        }
    }

    private async Task<T> RequestWithProviderAsync(string id)
    {
        // A provider that has failed is not called again for every id: it may prompt the user.
        if (_failedRenewal is not null)
            throw _failedRenewal;
        try
        {
            var value = await _lookup(id, _hooks, _abandoned.Token).ConfigureAwait(false);
            _needsProvider = null;
            return value;
        }
        catch (KooDriveException e) when (_hooks.ProviderMayHelp(e))
        {
            _failedRenewal = e;
            throw;
        }
    }

    private async Task<T> RequestAsync(string id)
    {
        await _slots.WaitAsync(_abandoned.Token).ConfigureAwait(false);
        try
        {
            // An expired token is not sent for every id: the caller renews it when it takes the next result.
            if (_needsProvider is { } failure)
                throw failure;
            return await _lookup(id, _backgroundHooks, _abandoned.Token).ConfigureAwait(false);
        }
        catch (KooDriveException e) when (_hooks.ProviderMayHelp(e))
        {
            _needsProvider = e;
            throw;
        }
        finally
        {
            _slots.Release();
        }
    }
}
