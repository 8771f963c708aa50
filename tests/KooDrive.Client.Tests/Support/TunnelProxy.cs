using System;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace KooDrive.Client.Tests;

/// <summary>A proxy on a loopback port that opens all tunnels to one other loopback port, whatever host is requested.</summary>
internal sealed class TunnelProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly int _port;
    private readonly Task _serving;

    public TunnelProxy(int port)
    {
        _port = port;
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri Address => new($"http://{_listener.LocalEndpoint}");

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Dispose();
        await _serving.ContinueWith(_ => { }, TaskScheduler.Default);
        _closing.Dispose();
    }

    private async Task ServeAsync()
    {
        while (true)
            _ = TunnelAsync(await _listener.AcceptTcpClientAsync(_closing.Token));
    }

    private async Task TunnelAsync(TcpClient client)
    {
        using var near = client;
        using var far = new TcpClient();
        var nearStream = near.GetStream();
        if (!await ReadHeadAsync(nearStream))
            return;
        await far.ConnectAsync(IPAddress.Loopback, _port, _closing.Token);
        await nearStream.WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray(), _closing.Token);
        await Task.WhenAny(
            nearStream.CopyToAsync(far.GetStream(), _closing.Token),
            far.GetStream().CopyToAsync(nearStream, _closing.Token));
    }

    private async Task<bool> ReadHeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var next = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(next, _closing.Token) == 0)
                return false;
            head.Append((char)next[0]);
        }

        return head.ToString().StartsWith("CONNECT ", StringComparison.Ordinal);
    }
}
