using System.Collections.Generic;
using System.Threading.Tasks;
using KooDrive.Benchmarks.Engine;
using KooDrive.Benchmarks.Report;
using KooDrive.Benchmarks.Server;

namespace KooDrive.Benchmarks.Figures;

/// <summary>Whether memory stays flat, however long the listing.</summary>
internal static class Memory
{
    private const double Megabyte = 1024 * 1024;

    public static async IAsyncEnumerable<Figure> MeasureAsync(Settings settings)
    {
        int few = settings.Tasks(10_000);
        int many = settings.IsQuick ? 2 * few : 1_000_000;
        using var small = ServerProcess.Start(few);
        using var large = ServerProcess.Start(many);
        var pairs = await Pairs.MeasureAsync(settings.Rounds(5), () => PeakAsync(large), () => PeakAsync(small));
        yield return new Figure
        {
            Name = "Memory growth",
            Floor = $"{few:N0} tasks",
            Unit = "MB, peak working set",
            Module = pairs.Module,
            FloorValue = pairs.Floor,
            Judged = pairs.Difference,
            JudgedUnit = "MB",
            Bar = Bar.AtMost(15),
            Explanation = $"`{Script.ListAll}` with {many:N0} tasks and with {few:N0}, each in a new process: the peak working set of the one less that of the other.",
        };
    }

    private static async Task<double> PeakAsync(ServerProcess server) => await FreshProcess.RunAsync(
        $"{Script.ImportAndConnect(server.Address)}; {Script.ListAll}; {FreshProcess.Write("[Diagnostics.Process]::GetCurrentProcess().PeakWorkingSet64")}") / Megabyte;
}
