using System;

namespace KooDrive.PowerShell.Sessions;

/// <summary>The clock that new sessions live by: the system's, unless a test sets another.</summary>
internal static class SessionClock
{
    public static TimeProvider Current { get; set; } = TimeProvider.System;
}
