using System;
using System.Runtime.CompilerServices;

namespace KooDrive.Client;

/// <summary>Checks times that options contain, up to <see cref="KooDriveClientOptions.MaximumTimeout"/>.</summary>
internal static class TimeRange
{
    /// <exception cref="ArgumentOutOfRangeException">It is zero, negative or too long.</exception>
    public static void RequirePositive(TimeSpan value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, KooDriveClientOptions.MaximumTimeout, name);
    }

    /// <exception cref="ArgumentOutOfRangeException">It is negative or too long.</exception>
    public static void RequireZeroOrMore(TimeSpan value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, KooDriveClientOptions.MaximumTimeout, name);
    }
}
