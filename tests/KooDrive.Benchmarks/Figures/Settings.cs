using System;

namespace KooDrive.Benchmarks.Figures;

/// <summary>How thoroughly to measure.</summary>
/// <param name="IsQuick">True for one small round of each, to check that it runs.</param>
internal sealed record Settings(bool IsQuick)
{
    public int Rounds(int wanted) => IsQuick ? 1 : wanted;

    public int Tasks(int wanted) => IsQuick ? Math.Min(wanted, 1000) : wanted;
}
