using System;
using System.Collections.Generic;
using KooDrive.Benchmarks.Engine;
using KooDrive.Benchmarks.Report;
using KooDrive.Benchmarks.Server;

namespace KooDrive.Benchmarks.Figures;

/// <summary>A slow server and a slow consumer at the same time.</summary>
internal static class LatencyHiding
{
    private const int Milliseconds = 20;

    public static async IAsyncEnumerable<Figure> MeasureAsync(Settings settings)
    {
        int tasks = settings.Tasks(10_000);
        string consumer = "ForEach-Object { $n = 0 } "
            + $"{{ if (++$n % {PreparedResponses.TasksPerPage} -eq 0) {{ [Threading.Thread]::Sleep({Milliseconds}) }} }}";
        using var server = ServerProcess.Start(tasks, Milliseconds);
        using var shell = new Shell();
        shell.Run(Script.Connect(server.Address));
        shell.Run($"$tasks = @(Get-KooDriveTask -All); $tasks | {consumer}");
        var pairs = await Pairs.MeasureAsync(
            settings.Rounds(5),
            () => shell.Time($"Get-KooDriveTask -All | {consumer}"),
            () => Math.Max(shell.Time(Script.RawListAll(server.Address)), shell.Time($"$tasks | {consumer}")));
        yield return new Figure
        {
            Name = "Latency hidden",
            Floor = "the slower of server and consumer",
            Unit = "s",
            Module = pairs.Module,
            FloorValue = pairs.Floor,
            Judged = pairs.ModuleToFloor,
            Bar = Bar.AtMost(1.15),
            Explanation = $"{tasks / PreparedResponses.TasksPerPage} pages; the server and the consumer take {Milliseconds} ms for each. "
                + "While a page is processed, the next one is fetched.",
        };
    }
}
