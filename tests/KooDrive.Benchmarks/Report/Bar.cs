namespace KooDrive.Benchmarks.Report;

/// <summary>The limit of a figure.</summary>
/// <param name="Limit">The worst value that passes.</param>
/// <param name="IsCeiling">Whether less is better.</param>
internal sealed record Bar(double Limit, bool IsCeiling)
{
    public static Bar AtLeast(double limit) => new(limit, IsCeiling: false);

    public static Bar AtMost(double limit) => new(limit, IsCeiling: true);

    public bool IsReachedBy(double value) => IsCeiling ? value <= Limit : value >= Limit;
}
