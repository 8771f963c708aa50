using System;
using System.Globalization;

namespace KooDrive.Benchmarks.Report;

/// <summary>One line of the table.</summary>
internal sealed record Figure
{
    public required string Name { get; init; }

    /// <summary>The measurement that it comes from: a name that the program takes as an argument.</summary>
    public string Measurement { get; init; } = string.Empty;

    /// <summary>The day of the measurement, as yyyy-MM-dd.</summary>
    public string Date { get; init; } = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>What the module is compared with; null for nothing.</summary>
    public string? Floor { get; init; }

    /// <summary>The unit of <see cref="Module"/> and <see cref="FloorValue"/>.</summary>
    public required string Unit { get; init; }

    /// <summary>The module's value.</summary>
    public required double Module { get; init; }

    /// <summary>The floor's value; null where there is none.</summary>
    public double? FloorValue { get; init; }

    /// <summary>The value that is compared with the limit: a ratio, computed for each round, or the module's value.</summary>
    public required Spread Judged { get; init; }

    /// <summary>The unit of <see cref="Judged"/> and of the limit; empty for a ratio.</summary>
    public string JudgedUnit { get; init; } = string.Empty;

    /// <summary>The limit; null for none.</summary>
    public Bar? Bar { get; init; }

    /// <summary>How it was measured, and what it means.</summary>
    public required string Explanation { get; init; }

    public bool IsReached => Bar?.IsReachedBy(Judged.Median) != false;
}
