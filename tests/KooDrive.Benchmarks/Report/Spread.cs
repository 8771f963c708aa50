using System;
using System.Collections.Generic;
using System.Linq;

namespace KooDrive.Benchmarks.Report;

/// <summary>The distribution of the values of several rounds.</summary>
/// <param name="Median">The median.</param>
/// <param name="Low">The lower quartile.</param>
/// <param name="High">The upper quartile.</param>
internal sealed record Spread(double Median, double Low, double High)
{
    public static Spread Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return new Spread(Quantile(sorted, 0.5), Quantile(sorted, 0.25), Quantile(sorted, 0.75));
    }

    /// <summary>The quantile of sorted values for a share.</summary>
    public static double Quantile(double[] sorted, double share) =>
        sorted[(int)Math.Round(share * (sorted.Length - 1), MidpointRounding.AwayFromZero)];
}
