using System;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using KooDrive.Client.Tasks;
using KooDrive.Sandbox;
using KooDrive.TestServer;

namespace KooDrive.Client.Tests;

/// <summary>Proxies, TLS and connections.</summary>
public sealed class TransportTests : ClientTest
{
    private static readonly NetworkCredential ProxyUser = new("proxy-user", "pr0xy-s3cret");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Acceptance", "21")]
    public async Task A_proxy_is_used_with_its_credentials_and_signatures_still_hold(bool withCredentials)
    {
        var proxy = await StartProxyAsync(withCredentials ? ProxyUser : null);
        var client = Connect(proxy: proxy.Address, proxyCredential: withCredentials ? ProxyUser : null);
        Assert.Equal(AllIds, await IdsAsync(client));
        Assert.Equal(3, Service.RequestCount);
        Assert.All(
            proxy.Requests,
            request => Assert.StartsWith(Service.Endpoint + "koodrive/ose/v1/task/list?", request.Target, StringComparison.Ordinal));
        Assert.DoesNotContain(Service.Requests, request => request.Header("Proxy-Authorization") is not null);
    }

    [Fact]
    [Trait("Acceptance", "21")]
    public async Task A_proxy_is_not_used_with_UseProxy_false()
    {
        var proxy = await StartProxyAsync();
        Assert.Equal(AllIds, await IdsAsync(Connect(proxy: proxy.Address, useProxy: false)));
        Assert.Empty(proxy.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Acceptance", "21")]
    public async Task A_proxy_that_requires_credentials_has_its_own_reason(bool wrongPassword)
    {
        var proxy = await StartProxyAsync(ProxyUser);
        var error = await ErrorAsync(Connect(
            proxy: proxy.Address, proxyCredential: wrongPassword ? new NetworkCredential("proxy-user", "wr0ng-s3cret") : null));
        Assert.Equal(KooDriveErrorKind.ConnectionFailed, error.Kind);
        Assert.Equal(HttpStatusCode.ProxyAuthenticationRequired, error.HttpStatusCode);
        Assert.Contains(
            $"Proxy: http://{proxy.Address.Authority} (from the session's settings).", error.Summary, StringComparison.Ordinal);
        Assert.Equal(KooDriveErrorReason.ProxyAuthentication, error.Reason);
        AssertNoAdvice(error);
        Assert.DoesNotContain("wr0ng-s3cret", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, Service.RequestCount);
        Assert.Empty(Clock.Delays);
    }

    [Fact]
    [Trait("Acceptance", "11")]
    [Trait("Acceptance", "21")]
    public async Task A_refused_tunnel_does_not_show_the_password_in_the_proxys_address()
    {
        var proxy = await StartProxyAsync(null);
        var address = new UriBuilder(proxy.Address) { UserName = "proxy-user", Password = "c4nary" }.Uri;
        var error = await ErrorAsync(Connect(endpoint: new Uri("https://koodrive.invalid"), proxy: address));
        Assert.Equal(KooDriveErrorKind.ConnectionFailed, error.Kind);
        Assert.Equal("CONNECT", proxy.Requests[0].Method);
        Assert.DoesNotContain("c4nary", error.ToString(), StringComparison.Ordinal);
        Assert.Contains(proxy.Address.Authority, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Acceptance", "21")]
    public async Task A_tunnel_that_requires_credentials_has_the_same_reason()
    {
        var proxy = await StartProxyAsync(ProxyUser);
        var error = await ErrorAsync(Connect(endpoint: new Uri("https://koodrive.invalid"), proxy: proxy.Address));
        Assert.Equal(KooDriveErrorKind.ConnectionFailed, error.Kind);
        Assert.Equal(KooDriveErrorReason.ProxyAuthentication, error.Reason);
        Assert.Equal("CONNECT", proxy.Requests[0].Method);
        Assert.DoesNotContain(proxy.Requests, request => request.Headers.Any(header => header.Key is "Authorization" or "X-User-Id"));
        Assert.Empty(Clock.Delays);
    }

    [Fact]
    [Trait("Acceptance", "21")]
    public async Task An_untrusted_certificate_ends_the_call_at_once()
    {
        using var certificate = TestCertificate.Create();
        await using var service = await FakeService.StartAsync(TestService.Options(), Clock, certificate);
        Assert.Equal("https", service.Endpoint.Scheme);
        var recorder = new Recorder();
        var error = await ErrorAsync(Connect(endpoint: service.Endpoint), recorder: recorder);
        Assert.Equal(KooDriveErrorKind.ConnectionFailed, error.Kind);
        Assert.Contains("certificate", error.Description, StringComparison.Ordinal);
        Assert.NotNull(error.InnerException);
        AssertNoAdvice(error);
        Assert.Empty(recorder.Verbose);
        Assert.Empty(Clock.Delays);
        Assert.Equal(0, service.RequestCount);
    }

    [Fact]
    public async Task An_untrusted_certificate_is_described_in_the_error()
    {
        using var certificate = TestCertificate.Create(validFor: TimeSpan.FromDays(-1));
        await using var service = await FakeService.StartAsync(TestService.Options(), Clock, certificate);
        var error = await ErrorAsync(Connect(endpoint: service.Endpoint));
        Assert.Equal(KooDriveErrorReason.Certificate, error.Reason);
        Assert.Contains(
            "\"CN=koodrive-test\", issued by \"CN=koodrive-test\", valid until ", error.Summary, StringComparison.Ordinal);
        Assert.Contains("it has expired (this computer's clock: ", error.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_name_in_a_certificate_cannot_control_the_terminal()
    {
        using var certificate = TestCertificate.Create(commonName: "\e[31mred\r\nnext line " + new string('x', 2000));
        await using var service = await FakeService.StartAsync(TestService.Options(), Clock, certificate);
        var recorder = new Recorder();
        var error = await ErrorAsync(Connect(endpoint: service.Endpoint), recorder: recorder);
        Assert.Contains("[31mred", error.Summary, StringComparison.Ordinal);
        Assert.InRange(error.Summary.Length, 100, 1500);
        Assert.DoesNotContain(error.Summary + error.InnerException!.InnerException!.Message, char.IsControl);
        Assert.DoesNotContain(string.Concat(recorder.Debug), character => char.IsControl(character) && character != '\n');
    }

    [Fact]
    [Trait("Acceptance", "21")]
    public async Task An_untrusted_certificate_of_a_proxy_is_compared_with_the_proxys_host()
    {
        using var certificate = TestCertificate.Create(host: "other.example");
        await using var proxy = await FakeService.StartAsync(TestService.Options(), Clock, certificate);
        var error = await ErrorAsync(Connect(endpoint: new Uri("https://koodrive.invalid"), proxy: proxy.Endpoint));
        Assert.Equal(KooDriveErrorReason.Certificate, error.Reason);
        Assert.Contains("it is for other.example, not for 127.0.0.1", error.Summary, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Acceptance", "21")]
    public async Task A_port_without_TLS_is_not_an_untrusted_certificate()
    {
        var recorder = new Recorder();
        var error = await ErrorAsync(Connect(endpoint: new UriBuilder(Service.Endpoint) { Scheme = "https" }.Uri), recorder: recorder);
        Assert.Equal((KooDriveErrorKind.ConnectionFailed, KooDriveErrorReason.TlsHandshake), (error.Kind, error.Reason));
        Assert.StartsWith("The connection for GET /task/list could not be established.", error.Summary, StringComparison.Ordinal);
        Assert.DoesNotContain("certificate", error.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.Empty(Clock.Delays);
    }

    [Fact]
    public async Task An_untrusted_certificate_is_accepted_without_checks()
    {
        using var certificate = TestCertificate.Create();
        await using var service = await FakeService.StartAsync(TestService.Options(), Clock, certificate);
        Assert.Equal(AllIds, await IdsAsync(Connect(endpoint: service.Endpoint, skipCertificateCheck: true)));
    }

    [Fact]
    public async Task A_connection_time_out_is_not_an_operation_time_out()
    {
        // It accepts the connection, and sends nothing.
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var endpoint = new Uri($"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        using var client = Connect(endpoint: endpoint, maximumRetryTime: TimeSpan.Zero, connectionTimeout: TimeSpan.FromMilliseconds(50));
        var error = await ErrorAsync(client);
        Assert.Equal(KooDriveErrorKind.ConnectionFailed, error.Kind);
        Assert.StartsWith("The connection for ", error.Message, StringComparison.Ordinal);
        AssertNoAdvice(error);
    }

    [Fact]
    public async Task A_response_that_is_not_HTTP_is_a_failed_connection()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var server = Task.Run(
            async () =>
            {
                using var socket = await listener.AcceptSocketAsync(Stop);
                await socket.SendAsync("SSH-2.0-Server\r\n"u8.ToArray(), Stop);
                await socket.ReceiveAsync(new byte[4096], Stop);
            },
            Stop);
        var endpoint = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        var error = await ErrorAsync(Connect(endpoint: endpoint, maximumRetryTime: TimeSpan.Zero));
        Assert.Equal(KooDriveErrorKind.ConnectionFailed, error.Kind);
        await server;
    }

    [Fact]
    public async Task The_reason_of_a_failure_is_in_the_callers_language()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        Service.Script = Scripts.Always(ApiCall.ListTasks, Behavior.Truncate(25, Framing.Close));
        var cut = await ErrorAsync(Connect(maximumRetryTime: TimeSpan.Zero));
        Assert.Contains("响应尚未完整，连接就已结束", cut.Summary, StringComparison.Ordinal);

        using var certificate = TestCertificate.Create();
        await using var service = await FakeService.StartAsync(TestService.Options(), Clock, certificate);
        var untrusted = await ErrorAsync(Connect(endpoint: service.Endpoint));
        Assert.Contains("证书不受信任：本机不信任其颁发者", untrusted.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_share_a_connection()
    {
        Assert.Equal(AllIds, await IdsAsync(Connect(), new TaskQuery { PageSize = 10 }));
        Assert.Equal(1, Service.OpenConnections);
    }

    [Fact]
    public async Task Disposing_the_client_closes_the_connections()
    {
        var client = Connect();
        await IdsAsync(client);
        client.Dispose();
        await Service.WaitForNoConnectionsAsync(Stop);
    }

    [Fact]
    public async Task The_statistics_count_sent_requests()
    {
        using var client = Connect();
        Assert.Equal(
            (0, 0, null, null),
            (client.Statistics.Requests, client.Statistics.Retries, client.Statistics.LastTraceId, client.Statistics.LastActivity));
        await IdsAsync(client);
        Assert.Equal((3, 0), (client.Statistics.Requests, client.Statistics.Retries));
        Assert.Equal(Service.Requests[^1].Header("X-Traceid"), client.Statistics.LastTraceId);
        Assert.Equal(Clock.GetUtcNow(), client.Statistics.LastActivity);
        Assert.Equal("App", client.AuthenticationType);
    }

    // The client gives no advice; the cmdlets do. No text says how to turn off the check of certificates.
    private static void AssertNoAdvice(KooDriveException error)
    {
        Assert.Null(error.RecommendedAction);
        for (Exception? e = error; e is not null; e = e.InnerException)
            Assert.DoesNotContain("skip", e.Message, StringComparison.OrdinalIgnoreCase);
    }
}
