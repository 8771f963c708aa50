using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
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
/// One connection test: the way to the service step by step, then one request of the session itself, which shows whether the
/// credentials are good and brings the service's time along.
/// </summary>
internal sealed class ConnectionTest(KooDriveClientOptions options, KooDriveApi api, CallHooks hooks)
{
    private readonly TimeProvider _timeProvider = options.TimeProvider;
    private ConnectionStep? _obstacle;
    private TimeSpan? _clockDifference;

    public async IAsyncEnumerable<ConnectionCheck> ReadChecksAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
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

    private async Task<ConnectionCheck> CheckAsync(
        NetworkPath path, ConnectionStep step, Func<CancellationToken, Task<StepResult>> go, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if ((path.WhyNot(step) ?? WhyNotTried()) is { } reason)
            return Skipped(step, reason);

        long begin = _timeProvider.GetTimestamp();
        using var timeout = _timeProvider.CreateTimeout(options.ConnectionTimeout);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        StepResult finding;
        try
        {
            finding = await go(stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            finding = StepResult.Failed(SR.Format(ClientMessages.CheckTimeout, Seconds(options.ConnectionTimeout)) + " " + path.Advice(step));
        }
        catch (Exception e) when (e is SocketException or IOException or AuthenticationException or HttpRequestException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            finding = StepResult.Failed(NetworkPath.Reason(e) + " " + path.Advice(step));
        }

        if (finding.Outcome == ConnectionOutcome.Failed)
            _obstacle ??= step;
        return Ended(step, finding, begin);
    }

    private async Task<ConnectionCheck> CheckAuthenticationAsync(CancellationToken cancellationToken)
    {
        if (WhyNotTried() is { } reason)
            return Skipped(ConnectionStep.Authentication, reason);
        long begin = _timeProvider.GetTimestamp();
        StepResult finding;
        try
        {
            finding = StepResult.Passed(await AuthenticateAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (KooDriveException e) when (e.Kind != KooDriveErrorKind.NotConnected)
        {
            finding = StepResult.Failed(e.Message);
        }

        return Ended(ConnectionStep.Authentication, finding, begin);
    }

    /// <returns>Who has been let in, and how.</returns>
    private async Task<string> AuthenticateAsync(CancellationToken cancellationToken)
    {
        // No warnings: what the request could warn of, another check says.
        var requestHooks = new CallHooks
        {
            Verbose = hooks.Verbose,
            AccessTokenProvider = hooks.AccessTokenProvider,
            ClockDifference = difference => _clockDifference = difference,
        };
        if (options.Credential is TokenCredential)
        {
            var request = ApiRequest.CheckSession();
            await api.SendAsync(request, SessionResponse.Read, requestHooks, cancellationToken, mayBeRetried: false).ConfigureAwait(false);
            return SR.Format(ClientMessages.TokenAccepted, options.UserId, request);
        }
        else
        {
            var request = ApiRequest.ListTasks(new TaskQuery(), pageSize: 1, cursor: null);
            await api.SendAsync(request, new TaskPageReader().Read, requestHooks, cancellationToken, mayBeRetried: false).ConfigureAwait(false);
            return SR.Format(ClientMessages.AppAccepted, options.UserId, request);
        }
    }

    private ConnectionCheck CompareClocks()
    {
        if (_clockDifference is not { } difference)
            return Skipped(ConnectionStep.Clock, WhyNotTried() ?? ClientMessages.ClockUnknown);
        TimeSpan size = difference.Duration();
        string comparison = size < TimeSpan.FromSeconds(2) // The service tells whole seconds, and told them a moment ago.
            ? ClientMessages.ClockAgrees
            : SR.Format(difference > TimeSpan.Zero ? ClientMessages.ClockSecondsBehind : ClientMessages.ClockSecondsAhead, Seconds(size));
        return size < ServiceClock.WorthAWarning
            ? new ConnectionCheck(ConnectionStep.Clock, ConnectionOutcome.Passed, duration: null, comparison)
            : new ConnectionCheck(ConnectionStep.Clock, ConnectionOutcome.Failed, duration: null, comparison + " " + ClientMessages.ClockAction);
    }

    private string? WhyNotTried() => _obstacle is { } obstacle ? SR.Format(ClientMessages.CheckNotTried, obstacle) : null;

    private ConnectionCheck Ended(ConnectionStep step, StepResult finding, long begin) =>
        new(step, finding.Outcome, finding.TookTime ? _timeProvider.GetElapsedTime(begin) : null, finding.Detail);

    private static ConnectionCheck Skipped(ConnectionStep step, string reason) => new(step, ConnectionOutcome.Skipped, duration: null, reason);

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
}
