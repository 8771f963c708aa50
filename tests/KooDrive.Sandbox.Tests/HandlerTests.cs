using System;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using KooDrive.TestServer;

namespace KooDrive.Sandbox.Tests;

public sealed class HandlerTests
{
    private static readonly Uri Endpoint = new("https://sandbox.invalid/");

    [Fact]
    public async Task Handler_responds_like_the_network()
    {
        using var client = new HttpClient(new SandboxHandler(new SandboxService(TestService.Options())));
        using var message = Caller.Message(Endpoint, Caller.Root + "/task/list?pageSize=3");
        using var response = await client.SendAsync(message, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Same(message, response.RequestMessage);
        Assert.NotNull(response.Headers.Date);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains(
            "nextCursor", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Handler_forwards_a_body_and_unusual_headers()
    {
        const string token = "a/b=\"c\" ,d";
        using var client = new HttpClient(new SandboxHandler(new SandboxService(new SandboxOptions { Tokens = [token] })));
        using var message = Caller.Message(
            Endpoint, Caller.Root + "/task/create", HttpMethod.Post, """{"taskType":0,"srcUserId":"1","dstUserId":"2"}""");
        message.Headers.Remove("Authorization");
        message.Headers.TryAddWithoutValidation("Authorization", "Bearer+" + token);
        using var response = await client.SendAsync(message, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Handler_honors_a_canceled_token()
    {
        var service = new SandboxService(TestService.Options());
        using var client = new HttpMessageInvoker(new SandboxHandler(service));
        using var message = Caller.Message(
            Endpoint, Caller.Root + "/task/create", HttpMethod.Post, """{"taskType":0,"srcUserId":"1","dstUserId":"2"}""");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.SendAsync(message, new CancellationToken(canceled: true)));
        Assert.Equal(250, System.Linq.Enumerable.Count(service.Tasks));
    }
}
