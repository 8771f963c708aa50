using System;

namespace KooDrive.Client;

/// <summary>A request has been failing for a while and is being retried.</summary>
/// <param name="Reason">Why the newest attempt failed, for a person.</param>
/// <param name="Until">When the client gives up, in UTC.</param>
/// <param name="Elapsed">The time since the first failure.</param>
public sealed record RetryNotice(string Reason, DateTimeOffset Until, TimeSpan Elapsed)
{
    /// <summary>The user is to hear of a request that takes longer than this because it is being retried.</summary>
    public static TimeSpan Delay { get; } = TimeSpan.FromSeconds(3);
}
