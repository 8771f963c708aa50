namespace KooDrive.Sandbox;

/// <summary>Numbers that look random and are the same on every machine: the finishing step of SplitMix64.</summary>
internal static class DeterministicRandom
{
    /// <param name="number">The number of the thing that a property is wanted for.</param>
    /// <param name="aspect">Which property, so that they do not move in step.</param>
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
