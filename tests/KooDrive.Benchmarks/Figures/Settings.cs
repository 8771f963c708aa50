using System;

namespace KooDrive.Benchmarks.Figures;

/// <summary>How thoroughly to measure.</summary>
/// <param name="IsQuick">Only whether everything runs: one small round of each.</param>
internal sealed record Settings(bool IsQuick)
{
    public int Rounds(int wanted) => IsQuick ? 1 : wanted;

    public int Tasks(int wanted) => IsQuick ? Math.Min(wanted, 1000) : wanted;
}
