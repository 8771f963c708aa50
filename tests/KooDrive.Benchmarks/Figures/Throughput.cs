using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using KooDrive.Benchmarks.Engine;
using KooDrive.Benchmarks.Report;
using KooDrive.Benchmarks.Server;

namespace KooDrive.Benchmarks.Figures;

/// <summary>Tasks per second.</summary>
internal static class Throughput
{
    private const string RawFloor = "HttpClient and System.Text.Json, no PowerShell";
    private const string BareFloor = "bare cmdlet that fetches one page ahead";

    public static async IAsyncEnumerable<Figure> MeasureAsync(Settings settings)
    {
        int tasks = settings.Tasks(100_000);
        using var server = ServerProcess.Start(tasks);
        var address = server.Address;

        string connected = Script.ImportAndConnect(address);
        string bare = Script.Import(ModulePaths.Bare);
        foreach (var figure in await CompareAsync(
            "new process",
            "One listing in a new process, as in a scheduled script: the code is compiled while it runs.",
            settings.Rounds(5),
            () => FreshProcess.RunAsync($"{connected}; {FreshProcess.Timed(Script.ListAll)}"),
            () => FreshProcess.RunAsync($"{bare}; {FreshProcess.Timed(Script.RawListAll(address))}"),
            () => FreshProcess.RunAsync($"{bare}; {FreshProcess.Timed(Script.BareListAll(address))}")))
        {
            yield return figure;
        }

        using var shell = new Shell();
        shell.Run(Script.Connect(address));
        for (int i = 0; i < settings.Rounds(12); i++)
        {
            shell.Run(Script.ListAll);
            shell.Run(Script.BareListAll(address));
            shell.Run(Script.RawListAll(address));
        }

        foreach (var figure in await CompareAsync(
            "warm",
            "Repeated in one process, after twelve listings that are not measured, during which .NET still compiles.",
            settings.Rounds(15),
            () => Task.FromResult(shell.Time(Script.ListAll) * 1000),
            () => Task.FromResult(shell.Time(Script.RawListAll(address)) * 1000),
            () => Task.FromResult(shell.Time(Script.BareListAll(address)) * 1000)))
        {
            yield return figure;
        }

        async Task<Figure[]> CompareAsync(
            string state, string explanation, int rounds,
            Func<Task<double>> module, Func<Task<double>> rawLoop, Func<Task<double>> bareCmdlet)
        {
            var besideRaw = await Pairs.MeasureAsync(rounds, module, rawLoop);
            var besideBare = await Pairs.MeasureAsync(rounds, module, bareCmdlet);
            string limit = " The raw loop has no pipeline, in which PowerShell passes each object separately: "
                + $"the bare cmdlet has {besideRaw.Floor / besideBare.Floor:0.00} of its throughput.";
            return
            [
                Line(RawFloor, explanation + limit, besideRaw),
                Line(BareFloor, explanation, besideBare),
            ];

            Figure Line(string floor, string explanation, Pairs pairs) => OfListing(
                $"Throughput, {state}", floor, Bar.AtLeast(0.9), tasks, pairs,
                $"`{Script.ListAll}` with {tasks:N0} tasks in pages of 100. {explanation}");
        }
    }

    /// <summary>The tasks per second of the module and of a floor.</summary>
    public static Figure OfListing(string name, string floor, Bar bar, int tasks, Pairs milliseconds, string explanation) => new()
    {
        Name = name,
        Floor = floor,
        Unit = "tasks/s",
        Module = tasks / milliseconds.Module * 1000,
        FloorValue = tasks / milliseconds.Floor * 1000,
        Judged = milliseconds.FloorToModule,
        Bar = bar,
        Explanation = explanation,
    };
}
