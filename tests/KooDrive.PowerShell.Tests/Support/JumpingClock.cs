using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using Microsoft.Extensions.Time.Testing;

namespace KooDrive.PowerShell.Tests;

/// <summary>
/// A clock that stands still until somebody waits for it, and then jumps to the end of the wait. Waits of an hour and more, or of
/// whatever is given instead, are limits, not waits: tests with this clock set time-outs that long.
/// </summary>
internal sealed class JumpingClock(TimeSpan? limits = null) : TimeProvider
{
    private readonly TimeSpan _limits = limits ?? TimeSpan.FromHours(1);
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly ConcurrentQueue<TimeSpan> _waits = new();

    /// <summary>The waits so far, in order.</summary>
    public IReadOnlyCollection<TimeSpan> Waits => _waits;

    public override long TimestampFrequency => _clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _clock.GetUtcNow();

    public override long GetTimestamp() => _clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = _clock.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero && dueTime < _limits)
        {
            _waits.Enqueue(dueTime);
            ThreadPool.QueueUserWorkItem(_ => _clock.Advance(dueTime));
        }

        return timer;
    }
}
