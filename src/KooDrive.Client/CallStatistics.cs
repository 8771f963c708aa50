using System;
using System.Threading;

namespace KooDrive.Client;

/// <summary>What a client has done so far. Safe to read at any time from any thread.</summary>
public sealed class CallStatistics
{
    private long _requests;
    private long _retries;
    private long _lastActivityTicks;
    private string? _lastTraceId;

    /// <summary>How many HTTP requests have been sent, retries included.</summary>
    public long Requests => Interlocked.Read(ref _requests);

    /// <summary>How many of them were sent again after a failure.</summary>
    public long Retries => Interlocked.Read(ref _retries);

    /// <summary>The <c>X-Traceid</c> of the newest request; null before the first.</summary>
    public string? LastTraceId => Volatile.Read(ref _lastTraceId);

    /// <summary>When the newest request was sent, in UTC; null before the first.</summary>
    public DateTimeOffset? LastActivity =>
        Interlocked.Read(ref _lastActivityTicks) is var ticks and not 0 ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    internal void RequestSent(string traceId, DateTimeOffset now)
    {
        Interlocked.Increment(ref _requests);
        Interlocked.Exchange(ref _lastActivityTicks, now.UtcTicks);
        Volatile.Write(ref _lastTraceId, traceId);
    }

    internal void Retrying() => Interlocked.Increment(ref _retries);
}
