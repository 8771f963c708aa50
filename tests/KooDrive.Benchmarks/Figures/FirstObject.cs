using System.Collections.Generic;
using System.Threading.Tasks;
using KooDrive.Benchmarks.Engine;
using KooDrive.Benchmarks.Report;
using KooDrive.Benchmarks.Server;

namespace KooDrive.Benchmarks.Figures;

/// <summary>The time to the first object.</summary>
internal static class FirstObject
{
    private const int SlowMilliseconds = 300;

    private static Task<double> TimeAsync(string module, string command) =>
        FreshProcess.RunAsync($"{Script.Import(module)}; {Script.TimeToFirst(command)}");

    public static async IAsyncEnumerable<Figure> MeasureAsync(Settings settings)
    {
        using var server = ServerProcess.Start(1000);
        var cold = await Pairs.MeasureAsync(
            settings.Rounds(11),
            () => TimeAsync(ModulePaths.KooDrive, $"{Script.Connect(server.Address)}; Get-KooDriveTask -First 100"),
            () => TimeAsync(ModulePaths.Bare, $"Get-BareTask -Endpoint {server.Address} -First"));
        yield return new Figure
        {
            Name = "Connect and first object, new process",
            Floor = "bare cmdlet",
            Unit = "ms",
            Module = cold.Module,
            FloorValue = cold.Floor,
            Judged = cold.ModuleToFloor,
            Bar = Bar.AtMost(1.5),
            Explanation = "From the end of the import until the first task is in the pipeline. "
                + "All code is loaded and compiled for the first time, that of the dependencies too.",
        };

        using var slow = ServerProcess.Start(1000, SlowMilliseconds);
        using var shell = new Shell();
        shell.Run(Script.Connect(slow.Address));
        shell.Run("$null = Get-KooDriveTask -First 100");
        var pairs = await Pairs.MeasureAsync(
            settings.Rounds(7),
            () => (double)shell.Run($"{Script.TimeToFirstValue("Get-KooDriveTask -All")}; $first")!,
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
            Explanation = $"The server takes {SlowMilliseconds} ms for each page. The first object is output with the first page, "
                + "before the second is requested.",
        };
    }
}
