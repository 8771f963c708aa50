using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading.Tasks;
using KooDrive.Client.Tasks;

namespace KooDrive.Client.Tests;

/// <summary>Retries are reported in time; permanent failures are not retried.</summary>
[Trait("Acceptance", "34")]
public sealed class RetryNoticeTests : ClientTest
{
    private readonly List<(RetryNotice Notice, DateTimeOffset Time)> _notices = [];

    [Theory]
    [InlineData(SocketError.HostNotFound)]
    [InlineData(SocketError.NoData)]
    public async Task A_name_that_does_not_exist_fails_at_once(SocketError reason)
    {
        var error = await FailAsync(reason);
        Assert.Equal((KooDriveErrorKind.ConnectionFailed, KooDriveErrorReason.UnknownHost), (error.Kind, error.Reason));
        Assert.Empty(_notices);
        Assert.Empty(Clock.Delays);
    }

    [Theory]
    [InlineData(SocketError.TryAgain, 0)]
    [InlineData(SocketError.ConnectionRefused, 0)]
    [InlineData(SocketError.ConnectionRefused, 2)]
    [InlineData(SocketError.HostUnreachable, 1)]
    public async Task A_transient_failure_is_reported_within_three_seconds(SocketError reason, int secondsPerAttempt)
    {
        var begin = Clock.GetUtcNow();
        var error = await FailAsync(reason, TimeSpan.FromSeconds(secondsPerAttempt));
        Assert.Equal((KooDriveErrorKind.ConnectionFailed, KooDriveErrorReason.None), (error.Kind, error.Reason));

        var (notice, time) = _notices[0];
        Assert.InRange(time - begin, TimeSpan.Zero, TimeSpan.FromSeconds(3));
        Assert.Contains("The connection for GET /task/list could not be established. Reason: ", notice.Reason, StringComparison.Ordinal);

        // The reported end of the retries, except for the attempt that was running then.
        Assert.InRange(Clock.GetUtcNow() - notice.Until, TimeSpan.Zero, TimeSpan.FromSeconds(secondsPerAttempt + 1));
        Assert.InRange(notice.Until - begin, TimeSpan.FromSeconds(120), TimeSpan.FromSeconds(120 + secondsPerAttempt));
    }

    private async Task<KooDriveException> FailAsync(SocketError reason, TimeSpan attempt = default)
    {
        using var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            ConnectCallback = (_, _) =>
            {
                Clock.Advance(attempt);
                throw new SocketException((int)reason);
            },
        };
        var hooks = new CallHooks { Retrying = notice => _notices.Add((notice, Clock.GetUtcNow())) };
        var outcome = await ListingOutcome.OfAsync(Connect(handler: handler).ListTasksAsync(new TaskQuery(), hooks, Stop));
        return outcome.Error!;
    }
}
