using System;

namespace KooDrive.Client;

/// <summary>A request that has failed and is being retried.</summary>
/// <param name="Reason">Why the newest attempt failed, for a person.</param>
/// <param name="Until">When the client gives up, in UTC.</param>
/// <param name="Elapsed">The time since the first failure.</param>
public sealed record RetryNotice(string Reason, DateTimeOffset Until, TimeSpan Elapsed)
{
    /// <summary>When a retried request has taken this long, the user is informed.</summary>
    public static TimeSpan Delay { get; } = TimeSpan.FromSeconds(3);
}
