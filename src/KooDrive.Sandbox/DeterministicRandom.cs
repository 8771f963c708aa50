namespace KooDrive.Sandbox;

/// <summary>Pseudo-random numbers that are the same on every computer: the finalizer of SplitMix64.</summary>
internal static class DeterministicRandom
{
    /// <param name="number">The number of the object.</param>
    /// <param name="aspect">Which of its properties, so that they differ.</param>
    public static ulong Of(long number, int aspect)
    {
        ulong bits = unchecked((ulong)((number * 31) + aspect) * 0x9E3779B97F4A7C15UL);
        bits = unchecked((bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9UL);
        bits = unchecked((bits ^ (bits >> 27)) * 0x94D049BB133111EBUL);
        return bits ^ (bits >> 31);
    }

    /// <summary>A number from 0 to <paramref name="limit"/> - 1.</summary>
    public static int Below(int limit, long number, int aspect) => (int)(Of(number, aspect) % (ulong)limit);
}
