using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;

namespace KooDrive.TestServer;

/// <summary>
/// A clock for clients under test. A delay ends at once, and its time has passed then. Limits are reached only when a test advances
/// the clock: the operation time-out, the keep-alive, and all timers as long as <see cref="LimitsFrom"/>.
/// </summary>
public sealed class TestClock : FakeTimeProvider
{
    // Timers are late, never early.
    private static readonly TimeSpan Lateness = TimeSpan.FromMilliseconds(1);

    private readonly Lock _lock = new();
    private readonly HashSet<WatchedTimer> _timers = [];
    private readonly List<TimeSpan> _delays = [];
    private readonly List<(TimeSpan DueTime, TaskCompletionSource Set)> _waiters = [];

    /// <summary>Creates a clock.</summary>
    public TestClock()
        : base(new DateTimeOffset(2026, 3, 1, 12, 0, 0, 500, TimeSpan.Zero))
    {
    }

    /// <summary>The client's default for <c>OperationTimeout</c>.</summary>
    public static TimeSpan OperationTimeout { get; } = TimeSpan.FromSeconds(60);

    /// <summary>The client's interval for keep-alive requests.</summary>
    public static TimeSpan KeepAlive { get; } = TimeSpan.FromMinutes(15);

    /// <summary>A timer that is set to this time, or more, is a limit and not a delay.</summary>
    public TimeSpan LimitsFrom { get; init; } = TimeSpan.FromHours(1);

    /// <summary>False to let delays wait until a test advances the clock.</summary>
    public bool SkipsDelays { get; set; } = true;

    /// <summary>The requested delays so far.</summary>
    public IReadOnlyList<TimeSpan> Delays
    {
        get
        {
            lock (_lock)
                return [.. _delays];
        }
    }

    /// <summary>How many timers have not been disposed of, time-outs included.</summary>
    public int OpenTimers
    {
        get
        {
            lock (_lock)
                return _timers.Count;
        }
    }

    /// <summary>How many of the open timers were set to a time, which may have passed: without one, nothing happens later.</summary>
    public int SetTimers
    {
        get
        {
            lock (_lock)
                return _timers.Count(timer => timer.DueTime != Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Completes when, from now on, a timer is set to this time.</summary>
    /// <param name="dueTime">The time.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public Task WaitForTimerAsync(TimeSpan dueTime, CancellationToken cancellationToken)
    {
        var set = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
            _waiters.Add((dueTime, set));
        return set.Task.WaitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new WatchedTimer(this, base.CreateTimer(callback, state, dueTime, period), dueTime);
        lock (_lock)
            _timers.Add(timer);
        OnSet(dueTime);
        if (dueTime > TimeSpan.Zero && !IsLimit(dueTime))
            OnDelay(dueTime);
        return timer;
    }

    private bool IsLimit(TimeSpan dueTime) => dueTime == OperationTimeout || dueTime == KeepAlive || dueTime >= LimitsFrom;

    private void OnSet(TimeSpan dueTime)
    {
        lock (_lock)
        {
            foreach (var waiter in _waiters.Where(waiter => waiter.DueTime == dueTime).ToArray())
            {
                waiter.Set.TrySetResult();
                _waiters.Remove(waiter);
            }
        }
    }

    private void OnDelay(TimeSpan time)
    {
        lock (_lock)
            _delays.Add(time);

        // Not here: the caller that sets the timer does not have it yet.
        if (SkipsDelays)
            ThreadPool.QueueUserWorkItem(_ => Advance(time + Lateness));
    }

    private void OnDisposed(WatchedTimer timer)
    {
        lock (_lock)
            _timers.Remove(timer);
    }

    private sealed class WatchedTimer(TestClock clock, ITimer timer, TimeSpan dueTime) : ITimer
    {
        public TimeSpan DueTime { get; private set; } = dueTime;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            DueTime = dueTime;
            bool isChanged = timer.Change(dueTime, period);
            clock.OnSet(dueTime);
            return isChanged;
        }

        public void Dispose()
        {
            timer.Dispose();
            clock.OnDisposed(this);
        }

        public ValueTask DisposeAsync()
        {
            clock.OnDisposed(this);
            return timer.DisposeAsync();
        }
    }
}
