using System;
using System.Threading;
using System.Threading.Tasks;
using KooDrive.Client.Authentication;
using KooDrive.Client.Json;

namespace KooDrive.Client.Http;

/// <summary>
/// Keeps an access token valid while a listing or a wait is open. A token expires after 20 minutes without a request, and a slow
/// consumer can delay the next page for longer than that. After <see cref="TokenCredential.MaximumIdleTime"/>, a request to check
/// the token extends its validity.
/// </summary>
internal sealed class TokenKeepAlive : IAsyncDisposable
{
    private static readonly CallHooks NoHooks = new();

    private readonly KooDriveApi _api;
    private readonly CancellationTokenSource _stop = new();
    private readonly object _gate = new();
    private readonly ITimer _timer;
    private Task _check = Task.CompletedTask;
    private bool _isStopped;

    /// <param name="api">What the token is used for.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="isNeeded">False for credentials that do not expire: then nothing is sent.</param>
    public TokenKeepAlive(KooDriveApi api, TimeProvider timeProvider, bool isNeeded)
    {
        _api = api;

        // Started only when it is stored, because the callback uses it.
        _timer = timeProvider.CreateTimer(
            static keepAlive => ((TokenKeepAlive)keepAlive!).Tick(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        if (isNeeded)
            WaitFor(TokenCredential.MaximumIdleTime);
    }

    public async ValueTask DisposeAsync()
    {
        Task check;
        lock (_gate)
        {
            _isStopped = true;
            check = _check;
        }

        await _stop.CancelAsync().ConfigureAwait(false);
        await _timer.DisposeAsync().ConfigureAwait(false);
        await check.ConfigureAwait(false);
        _stop.Dispose();
    }

    private void Tick()
    {
        lock (_gate)
        {
            if (_isStopped)
                return;
            TimeSpan idleTime = _api.Statistics.IdleTime;
            if (idleTime < TokenCredential.MaximumIdleTime)
                WaitFor(TokenCredential.MaximumIdleTime - idleTime);
            else
                _check = CheckAsync();
        }
    }

    private async Task CheckAsync()
    {
        // Off the timer's thread and out of the lock.
        await Task.Yield();
        try
        {
            await _api.SendAsync(ApiRequest.CheckSession(), SessionResponse.Read, NoHooks, _stop.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is KooDriveException or OperationCanceledException)
        {
            // The request for the next page will report it.
        }

        lock (_gate)
        {
            if (!_isStopped)
                WaitFor(TokenCredential.MaximumIdleTime);
        }
    }

    private void WaitFor(TimeSpan time) => _timer.Change(time, Timeout.InfiniteTimeSpan);
}
