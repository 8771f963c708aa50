using System;
using System.Net;
using System.Net.Sockets;

namespace KooDrive.TestServer;

/// <summary>A loopback port that refuses connections: bound and not listening, so that no other program can open it meanwhile.</summary>
public sealed class ClosedPort : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    /// <summary>Reserves a port.</summary>
    public ClosedPort() => _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));

    /// <summary>Its address, for example <c>127.0.0.1:51234</c>.</summary>
    public EndPoint Address => _socket.LocalEndPoint!;

    /// <inheritdoc />
    public void Dispose() => _socket.Dispose();
}
