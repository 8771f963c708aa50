using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;

namespace KooDrive.Benchmarks.Figures;

/// <summary>An address where connections are neither made nor refused: a listener whose queue is full. On Linux only; elsewhere they are refused.</summary>
internal sealed class FullListener : IDisposable
{
    private readonly Socket _listener = NewSocket();
    private readonly List<Socket> _queue = [];

    public FullListener()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(0);
        for (int i = 0; i < 4; i++)
        {
            var waiting = NewSocket();
            waiting.Blocking = false;
            _queue.Add(waiting);
            try
            {
                waiting.Connect(_listener.LocalEndPoint!);
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
            {
                // It waits in the queue, or for a place there.
            }
        }
    }

    public Uri Address => new($"http://{_listener.LocalEndPoint}");

    public void Dispose()
    {
        foreach (var waiting in _queue)
            waiting.Dispose();
        _listener.Dispose();
    }

    private static Socket NewSocket() => new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
}
