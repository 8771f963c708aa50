using System;

namespace KooDrive.Client.Http;

/// <summary>Random numbers for delays, from any thread.</summary>
internal static class Jitter
{
#if NET
    public static double Next() => Random.Shared.NextDouble();
#else
    private static readonly Random Random = new();

    public static double Next()
    {
        lock (Random)
            return Random.NextDouble();
    }
#endif
}
