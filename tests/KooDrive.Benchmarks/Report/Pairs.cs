using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace KooDrive.Benchmarks.Report;

/// <summary>The module and its floor, measured alternately, so that other load on the computer affects both.</summary>
internal sealed class Pairs
{
    private readonly List<(double Module, double Floor)> _rounds = [];

    private Pairs()
    {
    }

    /// <summary>Values that were measured elsewhere, for each round: the module's value, then the floor's.</summary>
    public Pairs(IReadOnlyList<double> values) =>
        _rounds.AddRange(values.Chunk(2).Select(round => (round[0], round[1])));

    public double Module => Spread.Of(_rounds.Select(round => round.Module)).Median;

    public double Floor => Spread.Of(_rounds.Select(round => round.Floor)).Median;

    /// <summary>The module's value divided by the floor's, for each round.</summary>
    public Spread ModuleToFloor => Spread.Of(_rounds.Select(round => round.Module / round.Floor));

    /// <summary>The floor's value divided by the module's, for each round: how many times as fast the module is.</summary>
    public Spread FloorToModule => Spread.Of(_rounds.Select(round => round.Floor / round.Module));

    /// <summary>The difference, for each round.</summary>
    public Spread Difference => Spread.Of(_rounds.Select(round => round.Module - round.Floor));

    /// <param name="rounds">How many rounds; the order of the two changes from round to round.</param>
    /// <param name="module">Measures the module once.</param>
    /// <param name="floor">Measures the floor once.</param>
    public static async Task<Pairs> MeasureAsync(int rounds, Func<Task<double>> module, Func<Task<double>> floor)
    {
        var pairs = new Pairs();
        for (int round = 0; round < rounds; round++)
        {
            double first = await (round % 2 == 0 ? module : floor)();
            double second = await (round % 2 == 0 ? floor : module)();
            pairs._rounds.Add(round % 2 == 0 ? (first, second) : (second, first));
        }

        return pairs;
    }

    /// <summary>The same for synchronous measurements.</summary>
    public static Task<Pairs> MeasureAsync(int rounds, Func<double> module, Func<double> floor) =>
        MeasureAsync(rounds, () => Task.FromResult(module()), () => Task.FromResult(floor()));
}
