using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using KooDrive.Client.Diagnostics;
using KooDrive.Sandbox;
using KooDrive.TestServer;

namespace KooDrive.Client.Tests;

/// <summary>The checks of a connection test.</summary>
public sealed class ConnectionTestTests : ClientTest
{
    private const string ProxyPassword = "pr0xy-canary";

    private static readonly TimeSpan ConnectionTimeout = TimeSpan.FromSeconds(15);

    private readonly Dictionary<ConnectionStep, ConnectionProblem> _problems = [];

    // The connection time-out is a limit and not a delay.
    public ConnectionTestTests() => Clock.SkipsDelays = false;

    [Theory]
    [InlineData(true, ApiCall.CheckSession, "access token")]
    [InlineData(false, ApiCall.ListTasks, "app's signature")]
    public async Task Every_check_of_a_working_connection_passes(bool withToken, ApiCall call, string proof)
    {
        var checks = await TestAsync(Connect(withToken ? TokenOf() : App(), endpoint: Named(Service)));
        AssertOutcomes(checks, "Passed Passed Skipped Skipped Passed Passed");
        Assert.Contains("127.0.0.1", checks[ConnectionStep.Name].Detail, StringComparison.Ordinal);
        Assert.StartsWith($"Connected to 127.0.0.1:{Service.Endpoint.Port}", checks[ConnectionStep.Tcp].Detail, StringComparison.Ordinal);
        Assert.Equal("No proxy: this session is set to use none.", checks[ConnectionStep.Proxy].Detail);
        Assert.Contains("http://", checks[ConnectionStep.Tls].Detail, StringComparison.Ordinal);
        Assert.Equal("This computer's clock agrees with the service's clock.", checks[ConnectionStep.Clock].Detail);
        Assert.Contains($"the {proof} for user {UserId}", checks[ConnectionStep.Authentication].Detail, StringComparison.Ordinal);
        Assert.Equal(call, Assert.Single(Service.Requests).Call);
        Assert.All(
            checks.Values,
            check => Assert.Equal(
                check.Step is ConnectionStep.Name or ConnectionStep.Tcp or ConnectionStep.Authentication, check.Duration is not null));
    }

    [Fact]
    public async Task An_app_is_checked_by_listing_one_task()
    {
        await TestAsync(Connect());
        Assert.Equal("?pageSize=1", Assert.Single(Service.Requests).RawQuery);
    }

    [Fact]
    public async Task A_numeric_address_needs_no_name_look_up() =>
        AssertOutcomes(await TestAsync(Connect()), "Skipped Passed Skipped Skipped Passed Passed");

    [Fact]
    public async Task An_unknown_host_name_fails_the_name_check()
    {
        var checks = await TestAsync(Connect(endpoint: new Uri("https://koodrive.invalid")));
        AssertOutcomes(checks, "Failed Skipped Skipped Skipped Skipped Skipped");
        Assert.StartsWith("koodrive.invalid: ", checks[ConnectionStep.Name].Detail, StringComparison.Ordinal);
        Assert.Equal(ConnectionProblem.Name, _problems[ConnectionStep.Name]);
        Assert.Equal("Not tested, because Name failed.", checks[ConnectionStep.Authentication].Detail);
    }

    [Fact]
    public async Task A_closed_port_fails_the_TCP_check()
    {
        using var closed = new ClosedPort();
        var checks = await TestAsync(Connect(endpoint: new Uri($"https://{closed.Address}")));
        AssertOutcomes(checks, "Skipped Failed Skipped Skipped Skipped Skipped");
        Assert.Contains("(ConnectionRefused)", checks[ConnectionStep.Tcp].Detail, StringComparison.Ordinal);
        Assert.Equal(ConnectionProblem.Tcp, _problems[ConnectionStep.Tcp]);
    }

    [Fact]
    public async Task A_self_signed_certificate_fails_the_TLS_check()
    {
        await using var service = await StartSecureAsync();
        var checks = await TestAsync(Connect(endpoint: service.Endpoint));
        AssertOutcomes(checks, "Skipped Passed Skipped Failed Skipped Skipped");
        string detail = checks[ConnectionStep.Tls].Detail;
        Assert.Contains(
            "certificate \"CN=koodrive-test\", issued by \"CN=koodrive-test\", valid until 2", detail, StringComparison.Ordinal);
        Assert.Contains(
            "The certificate is not trusted: this computer does not trust its issuer.", detail, StringComparison.Ordinal);
        Assert.DoesNotContain("Skip", detail, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(ConnectionProblem.Certificate, _problems[ConnectionStep.Tls]);
        Assert.Equal(0, service.RequestCount);
    }

    [Fact]
    public async Task An_expired_certificate_fails_the_TLS_check()
    {
        await using var service = await StartSecureAsync(validFor: TimeSpan.FromDays(-1));
        var check = (await TestAsync(Connect(endpoint: service.Endpoint)))[ConnectionStep.Tls];
        Assert.Equal(ConnectionOutcome.Failed, check.Outcome);
        Assert.Contains("it has expired (this computer's clock: 2", check.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_of_another_host_fails_the_TLS_check()
    {
        await using var service = await StartSecureAsync(host: "other.example");
        var check = (await TestAsync(Connect(endpoint: service.Endpoint)))[ConnectionStep.Tls];
        Assert.Equal(ConnectionOutcome.Failed, check.Outcome);
        Assert.Contains("it is for other.example, not for 127.0.0.1", check.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unchecked_certificate_passes_the_TLS_check()
    {
        await using var service = await StartSecureAsync();
        var checks = await TestAsync(Connect(endpoint: service.Endpoint, skipCertificateCheck: true));
        AssertOutcomes(checks, "Skipped Passed Skipped Passed Passed Passed");
        Assert.Matches(
            "^TLS 1[.][23], certificate .* The certificate is not trusted, but this session does not check certificates: this computer ",
            checks[ConnectionStep.Tls].Detail);
    }

    [Fact]
    public async Task A_port_without_TLS_fails_the_TLS_check()
    {
        var checks = await TestAsync(Connect(endpoint: new UriBuilder(Service.Endpoint) { Scheme = "https" }.Uri));
        AssertOutcomes(checks, "Skipped Passed Skipped Failed Skipped Skipped");
        Assert.Equal(ConnectionProblem.TlsHandshake, _problems[ConnectionStep.Tls]);
    }

    [Fact]
    [Trait("Acceptance", "21")]
    public async Task A_working_proxy_passes_the_proxy_check()
    {
        var proxy = await StartProxyAsync(new NetworkCredential("joe", ProxyPassword));
        var checks = await TestAsync(Connect(proxy: proxy.Address, proxyCredential: new NetworkCredential("joe", ProxyPassword)));
        AssertOutcomes(checks, "Skipped Passed Passed Skipped Passed Passed");
        Assert.StartsWith($"Connected to {proxy.Address.Authority}", checks[ConnectionStep.Tcp].Detail, StringComparison.Ordinal);
        Assert.Equal(
            $"The proxy http://{proxy.Address.Authority} (from the session's settings) forwards requests to the service.",
            checks[ConnectionStep.Proxy].Detail);
    }

    [Theory]
    [InlineData(null, "requires credentials (HTTP 407)")]
    [InlineData("wrong-" + ProxyPassword, "rejected the credentials (HTTP 407)")]
    [Trait("Acceptance", "21")]
    public async Task A_proxy_that_requires_credentials_fails_the_proxy_check(string? password, string reason)
    {
        var proxy = await StartProxyAsync(new NetworkCredential("joe", ProxyPassword));
        foreach (var endpoint in new[] { Service.Endpoint, new Uri("https://koodrive.invalid") })
        {
            var client = Connect(
                endpoint: endpoint,
                proxy: proxy.Address,
                proxyCredential: password is null ? null : new NetworkCredential("joe", password));
            var checks = await TestAsync(client);
            Assert.Equal(ConnectionOutcome.Failed, checks[ConnectionStep.Proxy].Outcome);
            Assert.Contains(reason, checks[ConnectionStep.Proxy].Detail, StringComparison.Ordinal);
            Assert.Contains(proxy.Address.Authority, checks[ConnectionStep.Proxy].Detail, StringComparison.Ordinal);
            Assert.Equal(ConnectionProblem.ProxyAuthentication, _problems[ConnectionStep.Proxy]);
            Assert.Equal("Not tested, because Proxy failed.", checks[ConnectionStep.Authentication].Detail);
        }

        Assert.Equal(0, Service.RequestCount);
    }

    [Fact]
    public async Task A_proxy_without_a_tunnel_fails_the_proxy_check()
    {
        var proxy = await StartProxyAsync();
        var checks = await TestAsync(Connect(endpoint: new Uri("https://koodrive.invalid"), proxy: proxy.Address));
        AssertOutcomes(checks, "Skipped Passed Failed Skipped Skipped Skipped");
        Assert.Contains("(HTTP 501)", checks[ConnectionStep.Proxy].Detail, StringComparison.Ordinal);
        Assert.Contains("koodrive.invalid, port 443", checks[ConnectionStep.Proxy].Detail, StringComparison.Ordinal);
        Assert.Equal(ConnectionProblem.ProxyTunnel, _problems[ConnectionStep.Proxy]);
    }

    [Fact]
    public async Task A_missing_proxy_fails_the_check_of_its_address()
    {
        using var closed = new ClosedPort();
        var checks = await TestAsync(Connect(proxy: new Uri($"http://{closed.Address}")));
        AssertOutcomes(checks, "Skipped Failed Skipped Skipped Skipped Skipped");
        Assert.Contains("Proxy: http://127.0.0.1:", checks[ConnectionStep.Tcp].Detail, StringComparison.Ordinal);
        Assert.Equal(ConnectionProblem.ProxyAddress, _problems[ConnectionStep.Tcp]);
    }

    [Fact]
    public async Task TLS_through_a_proxy_is_checked_and_described()
    {
        await using var service = await StartSecureAsync(host: "koodrive.invalid");
        await using var proxy = new TunnelProxy(service.Endpoint.Port);
        var endpoint = new Uri("https://koodrive.invalid");

        var checks = await TestAsync(Connect(endpoint: endpoint, proxy: proxy.Address));
        AssertOutcomes(checks, "Skipped Passed Passed Failed Skipped Skipped");
        Assert.StartsWith(
            "Through the proxy: TLS, certificate \"CN=koodrive-test\"", checks[ConnectionStep.Tls].Detail, StringComparison.Ordinal);
        Assert.Contains("The certificate is not trusted: this computer ", checks[ConnectionStep.Tls].Detail, StringComparison.Ordinal);
        Assert.Null(checks[ConnectionStep.Tls].Duration);
        Assert.Equal(0, service.RequestCount);

        checks = await TestAsync(Connect(endpoint: endpoint, proxy: proxy.Address, skipCertificateCheck: true));
        AssertOutcomes(checks, "Skipped Passed Passed Passed Passed Passed");
        Assert.Matches("^Through the proxy: TLS 1[.][23], certificate ", checks[ConnectionStep.Tls].Detail);
        Assert.Null(service.Requests[0].Header("Authorization"));
    }

    [Theory]
    [InlineData(10, "This computer's clock is 10 minutes behind the service's clock.")]
    [InlineData(-10, "This computer's clock is 10 minutes ahead of the service's clock.")]
    [InlineData(-25, "This computer's clock is 25 minutes ahead of the service's clock.")]
    public async Task A_wrong_clock_fails_the_clock_check(int minutes, string comparison)
    {
        Service.ClockShift = TimeSpan.FromMinutes(minutes) + TimeSpan.FromSeconds(0.5);
        var recorder = new Recorder();
        var checks = await TestAsync(Connect(), recorder);
        AssertOutcomes(checks, "Skipped Passed Skipped Skipped Failed Passed");
        Assert.Equal(comparison, checks[ConnectionStep.Clock].Detail);
        Assert.Equal(ConnectionProblem.Clock, _problems[ConnectionStep.Clock]);
        Assert.Empty(recorder.Warnings);
    }

    [Fact]
    public async Task A_small_clock_difference_passes_the_clock_check()
    {
        Service.DateShift = TimeSpan.FromSeconds(-12);
        var check = (await TestAsync(Connect()))[ConnectionStep.Clock];
        Assert.Equal(ConnectionOutcome.Passed, check.Outcome);
        Assert.Equal("This computer's clock is 12 seconds ahead of the service's clock.", check.Detail);
    }

    [Fact]
    public async Task A_wrong_token_fails_the_authentication_check()
    {
        var checks = await TestAsync(Connect(TokenOf("wrong-canary")));
        AssertOutcomes(checks, "Skipped Passed Skipped Skipped Passed Failed");
        Assert.StartsWith(
            "The service did not accept the credentials.", checks[ConnectionStep.Authentication].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_token_fails_the_authentication_check()
    {
        var client = Connect(TokenOf());
        await TestAsync(client);
        Clock.Advance(TimeSpan.FromMinutes(21));
        var checks = await TestAsync(client);
        Assert.StartsWith(
            "The access token has expired and could not be renewed.",
            checks[ConnectionStep.Authentication].Detail,
            StringComparison.Ordinal);

        // Each test sends its own request.
        int requests = Service.RequestCount;
        AssertOutcomes(await TestAsync(client), "Skipped Passed Skipped Skipped Passed Failed");
        Assert.Equal(requests + 1, Service.RequestCount);
    }

    [Theory]
    [InlineData("expired")]
    [InlineData("unauthorized")]
    [Trait("Acceptance", "28")]
    public async Task The_test_checks_again_instead_of_repeating_an_earlier_result(string what)
    {
        Service.Script = what == "expired"
            ? _ => Behavior.Status(401)
            : request => request.Call == ApiCall.GetTask ? Behavior.Status(401) : null;
        var client = Connect(TokenOf());
        await Assert.ThrowsAsync<KooDriveException>(() => client.GetTaskAsync(AllIds.First()!, cancellationToken: Stop));
        string outcome = what == "expired" ? "Failed" : "Passed";
        AssertOutcomes(await TestAsync(client), "Skipped Passed Skipped Skipped Passed " + outcome);
        if (what == "expired")
        {
            string first = (await TestAsync(client))[ConnectionStep.Authentication].Detail;
            string second = (await TestAsync(client))[ConnectionStep.Authentication].Detail;
            Assert.Contains(Service.Requests[^2].Header("X-Traceid")!, first, StringComparison.Ordinal);
            Assert.Contains(Service.Requests[^1].Header("X-Traceid")!, second, StringComparison.Ordinal);
        }

        Service.Script = null;
        AssertOutcomes(await TestAsync(client), "Skipped Passed Skipped Skipped Passed Passed");
    }

    [Theory]
    [InlineData(404, """{"code":"APIGW.0101","msg":"The API does not exist."}""")]
    [InlineData(404, "<html>Not Found</html>")]
    [InlineData(404, "")]
    public async Task A_token_is_checked_by_a_listing_if_the_service_has_no_session_check(int status, string body)
    {
        Service.Script = Scripts.Always(ApiCall.CheckSession, Behavior.Status(status, body, "application/json"));
        var checks = await TestAsync(Connect(TokenOf()));
        AssertOutcomes(checks, "Skipped Passed Skipped Skipped Passed Passed");
        Assert.Equal((ApiCall.ListTasks, "?pageSize=1"), (Service.Requests[^1].Call, Service.Requests[^1].RawQuery));
        Assert.Contains(
            "(GET /task/list). It does not provide GET /session/auth.",
            checks[ConnectionStep.Authentication].Detail, StringComparison.Ordinal);

        checks = await TestAsync(Connect(TokenOf("wrong-canary")));
        AssertOutcomes(checks, "Skipped Passed Skipped Skipped Passed Failed");
        Assert.Equal((ApiCall.ListTasks, 4), (Service.Requests[^1].Call, Service.RequestCount));
    }

    [Fact]
    public async Task A_renewed_token_passes_the_authentication_check()
    {
        var client = Connect(TokenOf(sessionId: SessionId));
        await TestAsync(client);
        Clock.Advance(TimeSpan.FromMinutes(21));
        AssertOutcomes(await TestAsync(client), "Skipped Passed Skipped Skipped Passed Passed");
    }

    [Fact]
    public async Task A_wrong_app_secret_fails_the_authentication_check()
    {
        var checks = await TestAsync(Connect(App(appSecret: "wrong-canary")));
        AssertOutcomes(checks, "Skipped Passed Skipped Skipped Passed Failed");
        Assert.StartsWith(
            "The service did not accept the credentials.", checks[ConnectionStep.Authentication].Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(403, "", "The user or app does not have permission for GET /task/list.")]
    [InlineData(502, "<html>Bad Gateway</html>", "The service or its gateway could not process")]
    [InlineData(200, "<html>Please sign in</html>", "The response to GET /task/list does not match the KooDrive API.")]
    [InlineData(429, "", "The service refused GET /task/list")]
    public async Task An_invalid_response_fails_the_authentication_check(int status, string body, string summary)
    {
        Service.Script = _ => Behavior.Status(status, body, "text/html", ("Date", "Sun, 01 Mar 2026 12:00:00 GMT"));
        var checks = await TestAsync(Connect());
        AssertOutcomes(checks, "Skipped Passed Skipped Skipped Passed Failed");
        Assert.StartsWith(summary, checks[ConnectionStep.Authentication].Detail, StringComparison.Ordinal);
        Assert.Equal(1, Service.RequestCount);
    }

    [Fact]
    public async Task A_missing_response_fails_the_authentication_check()
    {
        Service.Script = _ => Behavior.Reset;
        var checks = await TestAsync(Connect());
        AssertOutcomes(checks, "Skipped Passed Skipped Skipped Skipped Failed");
        Assert.Equal("No response contained the service's time.", checks[ConnectionStep.Clock].Detail);
    }

    [Fact]
    public async Task The_sandbox_skips_the_network_checks()
    {
        using var handler = new SandboxHandler(new SandboxService(ServiceOptions, Clock));
        var checks = await TestAsync(Connect(endpoint: new Uri("https://sandbox.invalid"), handler: handler));
        AssertOutcomes(checks, "Skipped Skipped Skipped Skipped Passed Passed");
        Assert.All(checks.Values.Take(4), check => Assert.Equal("The sandbox uses no network.", check.Detail));
    }

    [Fact]
    public async Task A_disposed_client_is_not_connected()
    {
        var client = Connect();
        client.Dispose();
        var error = await Assert.ThrowsAsync<KooDriveException>(() => TestAsync(client));
        Assert.Equal(KooDriveErrorKind.NotConnected, error.Kind);
    }

    [Fact]
    public async Task A_stalled_handshake_ends_with_the_time_out()
    {
        using var silent = Listen();
        var checks = Connect(endpoint: new Uri($"https://{silent.LocalEndpoint}"), connectionTimeout: ConnectionTimeout)
            .TestConnectionAsync(cancellationToken: Stop).GetAsyncEnumerator(Stop);
        Assert.Equal(ConnectionStep.Proxy, (await TakeAsync(checks, 3)).Step);

        // The step is running when the call returns.
        var handshake = checks.MoveNextAsync();
        Clock.Advance(ConnectionTimeout);
        Assert.True(await handshake);
        Assert.Equal(ConnectionStep.Tls, checks.Current.Check.Step);
        Assert.Equal("No response within 15 seconds.", checks.Current.Check.Detail);
        Assert.Equal(ConnectionTimeout, checks.Current.Check.Duration);
        await checks.DisposeAsync();
    }

    [Fact]
    [Trait("Acceptance", "9")]
    public async Task A_stalled_handshake_can_be_stopped()
    {
        using var silent = Listen();
        using var stop = new CancellationTokenSource();
        var checks = Connect(endpoint: new Uri($"https://{silent.LocalEndpoint}")).TestConnectionAsync(cancellationToken: stop.Token)
            .GetAsyncEnumerator(Stop);
        await TakeAsync(checks, 3);
        var handshake = checks.MoveNextAsync();
        using var connection = await silent.AcceptTcpClientAsync(Stop);
        Assert.NotEqual(0, await connection.GetStream().ReadAsync(new byte[10_000], Stop));

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(handshake.AsTask);
        Assert.True(await IsClosedAsync(connection));
    }

    [Fact]
    [Trait("Acceptance", "9")]
    public async Task A_connection_that_is_not_accepted_can_be_stopped()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems refuse what finds no place in the queue.");
        using var listener = new FullListener();
        using var stop = new CancellationTokenSource();
        var checks = Connect(endpoint: new Uri($"https://{listener.Address}")).TestConnectionAsync(cancellationToken: stop.Token)
            .GetAsyncEnumerator(Stop);
        await TakeAsync(checks, 1);
        var connect = checks.MoveNextAsync();
        Assert.False(connect.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(connect.AsTask);
    }

    [Fact]
    [Trait("Acceptance", "9")]
    public async Task A_stalled_response_can_be_stopped()
    {
        Service.Script = _ => Behavior.StallBeforeHeaders;
        using var stop = new CancellationTokenSource();
        var checks = Connect().TestConnectionAsync(cancellationToken: stop.Token).GetAsyncEnumerator(Stop);
        await TakeAsync(checks, 4);
        var step = checks.MoveNextAsync();
        var request = await Service.WaitForRequestAsync(1, Stop);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(step.AsTask);
        await request.Aborted.WaitAsync(Stop);
    }

    [Fact]
    public async Task Each_check_is_returned_when_it_ends()
    {
        var checks = Connect().TestConnectionAsync(cancellationToken: Stop).GetAsyncEnumerator(Stop);
        await TakeAsync(checks, 4);
        Assert.Equal(0, Service.RequestCount);
        await checks.DisposeAsync();
        await Service.WaitForNoConnectionsAsync(Stop);
    }

    [Theory]
    [InlineData(true, SessionId)]
    [InlineData(false, AppSecret)]
    [Trait("Acceptance", "11")]
    public async Task A_secret_that_a_gateway_echoes_is_removed(bool withToken, string secret)
    {
        Service.Script = request => Behavior.Status(
            400, $$"""{"code":"APIGW.0301","msg":"Incorrect: {{request.Header("Authorization")}} {{secret}}"}""", "application/json");
        var checks = await TestAsync(Connect(withToken ? TokenOf(sessionId: SessionId) : App()));
        Assert.Contains("\"Incorrect: *** ***\"", checks[ConnectionStep.Authentication].Detail, StringComparison.Ordinal);
    }

    /// <summary>The checks by step; none contains a secret.</summary>
    private async Task<Dictionary<ConnectionStep, ConnectionCheck>> TestAsync(KooDriveClient client, Recorder? recorder = null)
    {
        var checks = new Dictionary<ConnectionStep, ConnectionCheck>();
        _problems.Clear();
        await foreach (var finding in client.TestConnectionAsync(recorder?.Hooks, Stop))
        {
            var check = finding.Check;
            checks.Add(check.Step, check);
            _problems.Add(check.Step, finding.Problem);
            Assert.Equal(check.Outcome == ConnectionOutcome.Failed, finding.Problem != ConnectionProblem.None);
            Assert.Equal(finding.Problem == ConnectionProblem.Request, finding.Failure is not null);
        }

        Assert.Equal(Enum.GetValues<ConnectionStep>(), checks.Keys);
        string[] signatures = [.. Service.Requests.Select(request => request.Header("Authorization")).OfType<string>()];
        string[] secrets = [AppSecret, UserToken, SessionId, ProxyPassword, "canary", .. signatures];
        foreach (string secret in secrets)
            Assert.All(checks.Values, check => Assert.DoesNotContain(secret, check.ToString(), StringComparison.OrdinalIgnoreCase));
        return checks;
    }

    private static void AssertOutcomes(Dictionary<ConnectionStep, ConnectionCheck> checks, string outcomes) =>
        Assert.Equal(outcomes, string.Join(' ', checks.Values.Select(check => check.Outcome)));

    private static async Task<ConnectionCheck> TakeAsync(IAsyncEnumerator<ConnectionFinding> checks, int count)
    {
        for (int i = 0; i < count; i++)
            Assert.True(await checks.MoveNextAsync());
        return checks.Current.Check;
    }

    private Task<FakeService> StartSecureAsync(string? host = null, TimeSpan? validFor = null) =>
        FakeService.StartAsync(ServiceOptions, Clock, TestCertificate.Create(host, validFor));

    private static Uri Named(FakeService service) => new UriBuilder(service.Endpoint) { Host = "localhost" }.Uri;

    private static TcpListener Listen()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    private async Task<bool> IsClosedAsync(TcpClient connection)
    {
        try
        {
            return await connection.GetStream().ReadAsync(new byte[1], Stop) == 0;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
