using System;
using System.Threading;

namespace KooDrive.Client.Http;

/// <summary>
/// The service's clock. The service refuses an <c>X-Date</c> that is older than 15 minutes or later than its own clock, so the
/// difference is learned from the <c>Date</c> header of every response. That header has whole seconds and is older than its arrival,
/// so the time computed from it is never ahead of the service's.
/// </summary>
internal sealed class ServiceClock(TimeProvider timeProvider)
{
    /// <summary>From this difference on, the user is warned. Requests carry the service's time in any case.</summary>
    public static readonly TimeSpan WarningThreshold = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan MaximumAge = TimeSpan.FromMinutes(15);

    // Until the first response: a difference that synchronized clocks can have.
    private long _differenceTicks = -TimeSpan.TicksPerSecond;
    private int _warned;

    /// <summary>The time to put into <c>X-Date</c>.</summary>
    public DateTimeOffset Now => timeProvider.GetUtcNow().AddTicks(Interlocked.Read(ref _differenceTicks));

    /// <summary>Learns from the <c>Date</c> header of a response, as soon as its headers have arrived.</summary>
    public void Observe(DateTimeOffset date, CallHooks hooks)
    {
        TimeSpan difference = date - timeProvider.GetUtcNow();
        Interlocked.Exchange(ref _differenceTicks, difference.Ticks);
        hooks.ClockDifference?.Invoke(difference);
        if (difference.Duration() > WarningThreshold && Interlocked.Exchange(ref _warned, 1) == 0)
        {
            hooks.Warning?.Invoke(SR.Format(
                difference > TimeSpan.Zero ? ClientMessages.ClockBehind : ClientMessages.ClockAhead,
                QuantityText.Duration(difference.Duration())));
        }
    }

    /// <summary>
    /// Whether a request dated <paramref name="sent"/> is one that the service, whose clock showed <paramref name="date"/>, refuses.
    /// </summary>
    public static bool IsOutsideWindow(DateTimeOffset sent, DateTimeOffset date) => sent > date || date - sent > MaximumAge;
}
