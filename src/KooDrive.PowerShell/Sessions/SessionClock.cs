using System;

namespace KooDrive.PowerShell.Sessions;

/// <summary>The clock of new sessions: the system's, unless a test sets another.</summary>
internal static class SessionClock
{
    public static TimeProvider Current { get; set; } = TimeProvider.System;
}
