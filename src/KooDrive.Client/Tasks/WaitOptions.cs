using System;

namespace KooDrive.Client.Tasks;

/// <summary>How long to wait for tasks, and how often to poll.</summary>
public sealed class WaitOptions
{
    /// <summary>The time limit; null for none. Zero polls once.</summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>
    /// The time between the first rounds, less up to a quarter of jitter. After six rounds it grows, up to tenfold but not beyond one
    /// minute.
    /// </summary>
    public TimeSpan PollingInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How many requests may be under way at once: 1 or more.</summary>
    public int ThrottleLimit { get; init; } = 8;
}
