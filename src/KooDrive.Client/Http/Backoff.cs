using System;

namespace KooDrive.Client.Http;

/// <summary>Exponential back-off with full jitter.</summary>
internal static class Backoff
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Largest = TimeSpan.FromSeconds(30);

    /// <param name="attempt">How many attempts have failed before the one that has just failed: 0 or more.</param>
    /// <param name="random">Values from 0 to 1.</param>
    public static TimeSpan Delay(int attempt, Func<double> random) =>
        TimeSpan.FromSeconds(Math.Min(Largest.TotalSeconds, First.TotalSeconds * Math.Pow(2, attempt)) * random());
}
