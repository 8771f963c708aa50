using System;

namespace KooDrive.TestServer;

/// <summary>A clock that is ahead of or behind another one. Only the UTC time is shifted.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    private readonly TimeProvider _clock;

    public ShiftedClock(TimeProvider clock) => _clock = clock;

    public TimeSpan Shift { get; set; }

    public override DateTimeOffset GetUtcNow() => _clock.GetUtcNow() + Shift;
}
