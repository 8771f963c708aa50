using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;

namespace KooDrive.TestServer;

/// <summary>A listener whose queue is full: Linux neither accepts nor refuses further connections. Other systems refuse them.</summary>
public sealed class FullListener : IDisposable
{
    private readonly Socket _listener = NewSocket();
    private readonly List<Socket> _queue = [];

    /// <summary>Opens a port and fills its queue.</summary>
    public FullListener()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(0);
        for (int i = 0; i < 8; i++)
        {
            var waiting = NewSocket();
            waiting.Blocking = false;
            _queue.Add(waiting);
            try
            {
                waiting.Connect(Address);
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
            {
                // The connection is in the queue, or waits for it.
            }
        }
    }

    /// <summary>Its address, for example <c>127.0.0.1:51234</c>.</summary>
    public EndPoint Address => _listener.LocalEndPoint!;

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var waiting in _queue)
            waiting.Dispose();
        _listener.Dispose();
    }

    private static Socket NewSocket() => new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
}
