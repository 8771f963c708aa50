using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using KooDrive.TestServer;

namespace KooDrive.Sandbox.Tests;

/// <summary>A service on loopback for each test, and ways to call it.</summary>
public abstract class FakeServiceTest : IAsyncLifetime
{
    private protected const string List = Caller.Root + "/task/list?pageSize=2";

    private protected HttpClient Client { get; } = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });

    private protected FakeService Service { get; set; } = null!;

    private protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => Service = await FakeService.StartAsync(TestService.Options());

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Service.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected Task<HttpResponseMessage> SendAsync(string target, string? body = null, CancellationToken? cancellationToken = null)
    {
        var message = Caller.Message(Service.Endpoint, target, body is null ? HttpMethod.Get : HttpMethod.Post, body);
        return Client.SendAsync(message, cancellationToken ?? Stop);
    }

    /// <summary>Reads a socket until the other end closes it, normally or by a reset.</summary>
    private protected async Task<(string Head, string Body, bool IsReset)> SendRawAsync(string target)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, Service.Endpoint.Port, Stop);
        await socket.SendAsync(
            Encoding.ASCII.GetBytes(
                $"GET {target} HTTP/1.1\r\nHost: {Service.Endpoint.Authority}\r\nX-User-Id: {UserId}\r\n"
                + $"X-Date: {Caller.Date(DateTimeOffset.UtcNow)}\r\nAuthorization: Bearer+{UserToken}\r\n\r\n"),
            Stop);
        using var received = new MemoryStream();
        byte[] buffer = new byte[4096];
        bool reset = false;
        try
        {
            int count;
            while ((count = await socket.ReceiveAsync(buffer, Stop)) > 0)
                received.Write(buffer, 0, count);
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.ConnectionReset)
        {
            reset = true;
        }

        string[] parts = Encoding.UTF8.GetString(received.ToArray()).Split("\r\n\r\n", 2);
        return (parts[0], parts.ElementAtOrDefault(1) ?? string.Empty, reset);
    }
}
