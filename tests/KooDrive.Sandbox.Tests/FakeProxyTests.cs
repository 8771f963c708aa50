using System;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using KooDrive.TestServer;

namespace KooDrive.Sandbox.Tests;

public sealed class FakeProxyTests
{
    private const string Body = """{"taskType":0,"srcUserId":"1","dstUserId":"2"}""";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Proxy_forwards_requests_and_responses()
    {
        await using var service = await FakeService.StartAsync(TestService.Options());
        await using var proxy = await FakeProxy.StartAsync();
        using var client = ClientOf(proxy, null);
        using var list = await client.SendAsync(Caller.Message(service.Endpoint, Caller.Root + "/task/list?pageSize=2"), Stop);
        using var create = await client.SendAsync(
            Caller.Message(service.Endpoint, Caller.Root + "/task/create", HttpMethod.Post, Body), Stop);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (list.StatusCode, create.StatusCode));
        Assert.Contains("nextCursor", await list.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Equal(new Uri(service.Endpoint, Caller.Root + "/task/list?pageSize=2").AbsoluteUri, proxy.Requests[0].Target);
        Assert.Equal("POST", proxy.Requests[1].Method);
        Assert.Null(proxy.Requests[0].ProxyAuthorization);
        Assert.Equal(2, service.RequestCount);
        Assert.Equal(Body, Encoding.UTF8.GetString(service.Requests[1].Body));
        Assert.Null(service.Requests[0].Header("Proxy-Connection"));
    }

    [Fact]
    public async Task Proxy_requires_credentials_and_accepts_the_right_ones_only()
    {
        await using var service = await FakeService.StartAsync(TestService.Options());
        await using var proxy = await FakeProxy.StartAsync(new NetworkCredential("proxy-user", "proxy-pass"));
        foreach (var (credential, expected) in new[]
        {
            (null, HttpStatusCode.ProxyAuthenticationRequired),
            (new NetworkCredential("proxy-user", "wrong"), HttpStatusCode.ProxyAuthenticationRequired),
            (new NetworkCredential("proxy-user", "proxy-pass"), HttpStatusCode.OK),
        })
        {
            using var client = ClientOf(proxy, credential);
            using var response = await client.SendAsync(Caller.Message(service.Endpoint, Caller.Root + "/task/list"), Stop);
            Assert.Equal(expected, response.StatusCode);
        }

        Assert.Equal(1, service.RequestCount);
        Assert.Equal("Basic " + Convert.ToBase64String("proxy-user:proxy-pass"u8), proxy.Requests[^1].ProxyAuthorization);
        Assert.Null(service.Requests[0].Header("Proxy-Authorization"));
    }

    [Fact]
    public async Task Proxy_opens_no_tunnels()
    {
        await using var proxy = await FakeProxy.StartAsync();
        using var client = ClientOf(proxy, null);
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri("https://elsewhere.invalid/"), Stop));
        Assert.Equal(("CONNECT", "elsewhere.invalid:443"), (proxy.Requests[0].Method, proxy.Requests[0].Target));
    }

    private static HttpClient ClientOf(FakeProxy proxy, NetworkCredential? credential) =>
        new(new SocketsHttpHandler { Proxy = new WebProxy(proxy.Address, BypassOnLocal: false) { Credentials = credential } });
}
