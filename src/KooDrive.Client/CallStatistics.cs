using System;
using System.Threading;

namespace KooDrive.Client;

/// <summary>Counts what a client has sent. Safe to read at any time from any thread.</summary>
public sealed class CallStatistics
{
    private readonly TimeProvider _timeProvider;
    private long _requests;
    private long _retries;
    private long _lastActivityTicks;
    private long _lastSent;
    private string? _lastTraceId;

    /// <summary>Makes statistics without a request.</summary>
    /// <param name="timeProvider">The clock; null for this computer's.</param>
    public CallStatistics(TimeProvider? timeProvider = null)
    {
        _timeProvider = timeProvider ?? TimeProvider.System;
        _lastSent = _timeProvider.GetTimestamp();
    }

    /// <summary>How many HTTP requests have been sent, retries and those that renew a token included.</summary>
    public long Requests => Interlocked.Read(ref _requests);

    /// <summary>
    /// How often a request was to be sent again after a transient failure; counted when its wait begins. A request that is sent again
    /// with a new token or date is not a retry.
    /// </summary>
    public long Retries => Interlocked.Read(ref _retries);

    /// <summary>The <c>X-Traceid</c> of the newest request; null before the first.</summary>
    public string? LastTraceId => Volatile.Read(ref _lastTraceId);

    /// <summary>When the newest request was sent, in UTC; null before the first.</summary>
    public DateTimeOffset? LastActivity =>
        Interlocked.Read(ref _lastActivityTicks) is var ticks and not 0 ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>The time since the newest request; since the start, before the first.</summary>
    internal TimeSpan IdleTime => _timeProvider.GetElapsedTime(Interlocked.Read(ref _lastSent));

    internal void RequestSent(string traceId)
    {
        Interlocked.Increment(ref _requests);
        Interlocked.Exchange(ref _lastSent, _timeProvider.GetTimestamp());
        Interlocked.Exchange(ref _lastActivityTicks, _timeProvider.GetUtcNow().UtcTicks);
        Volatile.Write(ref _lastTraceId, traceId);
    }

    internal void Retrying() => Interlocked.Increment(ref _retries);
}
