using System;

namespace KooDrive.TestServer;

/// <summary>Another clock, set forward or back. Only its time of day is used.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    private readonly TimeProvider _clock;

    public ShiftedClock(TimeProvider clock) => _clock = clock;

    public TimeSpan Shift { get; set; }

    public override DateTimeOffset GetUtcNow() => _clock.GetUtcNow() + Shift;
}
