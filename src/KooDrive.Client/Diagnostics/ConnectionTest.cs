using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security.Authentication;
using System.Threading;
using System.Threading.Tasks;
using KooDrive.Client.Authentication;
using KooDrive.Client.Http;
using KooDrive.Client.Json;
using KooDrive.Client.Tasks;

namespace KooDrive.Client.Diagnostics;

/// <summary>
/// One connection test: the network path to the service step by step, then one request of the session, which checks the
/// credentials and returns the service's time.
/// </summary>
internal sealed class ConnectionTest(KooDriveClientOptions options, KooDriveApi api, CallHooks hooks)
{
    private readonly TimeProvider _timeProvider = options.TimeProvider;
    private ConnectionStep? _failedStep;
    private TimeSpan? _clockDifference;

    public async IAsyncEnumerable<ConnectionFinding> ReadFindingsAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (options.PrimaryHandler is null)
        {
            using var path = new NetworkPath(options);
            yield return await CheckAsync(path, ConnectionStep.Name, path.ResolveAsync, cancellationToken).ConfigureAwait(false);
            yield return await CheckAsync(path, ConnectionStep.Tcp, path.ConnectAsync, cancellationToken).ConfigureAwait(false);
            yield return await CheckAsync(path, ConnectionStep.Proxy, path.PassProxyAsync, cancellationToken).ConfigureAwait(false);
            yield return await CheckAsync(path, ConnectionStep.Tls, path.SecureAsync, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            foreach (var step in (ConnectionStep[])[ConnectionStep.Name, ConnectionStep.Tcp, ConnectionStep.Proxy, ConnectionStep.Tls])
                yield return Skipped(step, ClientMessages.CheckSandbox);
        }

        var authentication = await CheckAuthenticationAsync(cancellationToken).ConfigureAwait(false);
        yield return CompareClocks();
        yield return authentication;
    }

    private async Task<ConnectionFinding> CheckAsync(
        NetworkPath path, ConnectionStep step, Func<CancellationToken, Task<StepResult>> go, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if ((path.ReasonToSkip(step) ?? ReasonNotTried()) is { } reason)
            return Skipped(step, reason);

        long begin = _timeProvider.GetTimestamp();
        using var timeout = _timeProvider.CreateTimeout(options.ConnectionTimeout);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        StepResult result;
        try
        {
            result = await go(stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            result = path.Failed(step, SR.Format(ClientMessages.CheckTimeout, QuantityText.Duration(options.ConnectionTimeout)));
        }
        catch (Exception e) when (e is SocketException or IOException or AuthenticationException or HttpRequestException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            result = path.Failed(step, NetworkPath.Reason(e));
        }

        if (result.Outcome == ConnectionOutcome.Failed)
            _failedStep ??= step;
        return Ended(step, result, begin);
    }

    private async Task<ConnectionFinding> CheckAuthenticationAsync(CancellationToken cancellationToken)
    {
        if (ReasonNotTried() is { } reason)
            return Skipped(ConnectionStep.Authentication, reason);
        long begin = _timeProvider.GetTimestamp();
        try
        {
            string accepted = await AuthenticateAsync(cancellationToken).ConfigureAwait(false);
            return Ended(ConnectionStep.Authentication, StepResult.Passed(accepted), begin);
        }
        catch (KooDriveException e) when (e.Kind != KooDriveErrorKind.NotConnected)
        {
            var ended = Ended(ConnectionStep.Authentication, new StepResult(ConnectionProblem.Request, e.Description), begin);
            return ended with { Failure = e };
        }
    }

    /// <returns>What the service accepted.</returns>
    private async Task<string> AuthenticateAsync(CancellationToken cancellationToken)
    {
        // Without warnings: the other checks report the same facts.
        var requestHooks = new CallHooks
        {
            Verbose = hooks.Verbose,
            AccessTokenProvider = hooks.AccessTokenProvider,
            ClockDifference = difference => _clockDifference = difference,
        };
        var listing = ApiRequest.ListTasks(new TaskQuery(), pageSize: 1, cursor: null);
        if (options.Credential is not TokenCredential)
        {
            await SendAsync(listing, new TaskPageReader().Read).ConfigureAwait(false);
            return SR.Format(ClientMessages.AppAccepted, options.UserId, listing);
        }

        var check = ApiRequest.CheckSession();
        try
        {
            await SendAsync(check, SessionResponse.Read).ConfigureAwait(false);
            return SR.Format(ClientMessages.TokenAccepted, options.UserId, check);
        }
        catch (KooDriveException e) when (e.HttpStatusCode == HttpStatusCode.NotFound)
        {
            // The service or its gateway does not have this call. A listing checks the same.
            await SendAsync(listing, new TaskPageReader().Read).ConfigureAwait(false);
            return SR.Format(ClientMessages.TokenAcceptedByListing, options.UserId, listing, check);
        }

        Task SendAsync<T>(ApiRequest request, ResponseReader<T> read)
            where T : class => api.SendAsync(request, read, requestHooks, cancellationToken, mayBeRetried: false);
    }

    private ConnectionFinding CompareClocks()
    {
        if (_clockDifference is not { } difference)
            return Skipped(ConnectionStep.Clock, ReasonNotTried() ?? ClientMessages.ClockUnknown);
        // The Date header has whole seconds, and is a moment old.
        TimeSpan size = difference.Duration();
        string comparison = size < TimeSpan.FromSeconds(2)
            ? ClientMessages.ClockAgrees
            : SR.Format(
                difference > TimeSpan.Zero ? ClientMessages.ClockIsBehind : ClientMessages.ClockIsAhead, QuantityText.Duration(size));
        var problem = size < ServiceClock.WarningThreshold ? ConnectionProblem.None : ConnectionProblem.Clock;
        return Ended(ConnectionStep.Clock, new StepResult(problem, comparison, TookTime: false), begin: 0);
    }

    private string? ReasonNotTried() => _failedStep is { } step ? SR.Format(ClientMessages.CheckNotTried, step) : null;

    private ConnectionFinding Ended(ConnectionStep step, StepResult result, long begin) => new(
        new ConnectionCheck(step, result.Outcome, result.TookTime ? _timeProvider.GetElapsedTime(begin) : null, result.Detail),
        result.Problem);

    private static ConnectionFinding Skipped(ConnectionStep step, string reason) =>
        new(new ConnectionCheck(step, ConnectionOutcome.Skipped, duration: null, reason));
}
