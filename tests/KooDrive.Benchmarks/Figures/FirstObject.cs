using System.Collections.Generic;
using KooDrive.Benchmarks.Engine;
using KooDrive.Benchmarks.Report;
using KooDrive.Benchmarks.Server;

namespace KooDrive.Benchmarks.Figures;

/// <summary>How soon something comes.</summary>
internal static class FirstObject
{
    private const int SlowMilliseconds = 300;

    public static async IAsyncEnumerable<Figure> MeasureAsync(Settings settings)
    {
        using var server = ServerProcess.Start(1000);
        var cold = await Pairs.MeasureAsync(
            settings.Rounds(11),
            () => FreshProcess.RunAsync($"{Script.Import(ModulePaths.KooDrive)}; {Script.TimeToFirst($"{Script.Connect(server.Address)}; Get-KooDriveTask -First 100")}"),
            () => FreshProcess.RunAsync($"{Script.Import(ModulePaths.Bare)}; {Script.TimeToFirst($"Get-BareTask -Endpoint {server.Address} -First")}"));
        yield return new Figure
        {
            Name = "Connect and first object, new process",
            Floor = "bare cmdlet",
            Unit = "ms",
            Module = cold.Module,
            FloorValue = cold.Floor,
            Judged = cold.ModuleToFloor,
            Bar = Bar.AtMost(1.5),
            Explanation = "From after the import until the first task is in the pipeline. Everything is loaded and compiled for the first time; on Linux and Windows (x64, PowerShell 7.6) the module's dependencies are native code already.",
        };

        using var slow = ServerProcess.Start(1000, SlowMilliseconds);
        using var shell = new Shell();
        shell.Run(Script.Connect(slow.Address));
        shell.Run("$null = Get-KooDriveTask -First 100");
        var pairs = await Pairs.MeasureAsync(
            settings.Rounds(7),
            () => (double)shell.Run("$watch = [Diagnostics.Stopwatch]::StartNew(); $first = 0.0; Get-KooDriveTask -All | ForEach-Object { if ($first -eq 0) { $first = $watch.Elapsed.TotalMilliseconds } }; $first")!,
            () => SlowMilliseconds);
        yield return new Figure
        {
            Name = "First object, slow server",
            Floor = "the server's time for one page",
            Unit = "ms",
            Module = pairs.Module,
            FloorValue = pairs.Floor,
            Judged = pairs.ModuleToFloor,
            Bar = Bar.AtMost(1.5),
            Explanation = $"The server takes {SlowMilliseconds} ms for each page. The first object comes with the first page: nothing waits for the second.",
        };
    }
}
