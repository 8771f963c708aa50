using System.Collections.Generic;
using System.Threading.Tasks;
using KooDrive.Benchmarks.Engine;
using KooDrive.Benchmarks.Report;
using KooDrive.Benchmarks.Server;

namespace KooDrive.Benchmarks.Figures;

/// <summary>The growth of memory with the length of a listing.</summary>
internal static class Memory
{
    public const double Megabyte = 1024 * 1024;

    /// <summary>A statement that writes the process's peak working set, in bytes.</summary>
    public static string WritePeak { get; } = FreshProcess.Write("[Diagnostics.Process]::GetCurrentProcess().PeakWorkingSet64");

    public static async IAsyncEnumerable<Figure> MeasureAsync(Settings settings)
    {
        int few = settings.Tasks(10_000);
        int many = settings.IsQuick ? 2 * few : 1_000_000;
        using var small = ServerProcess.Start(few);
        using var large = ServerProcess.Start(many);
        var pairs = await Pairs.MeasureAsync(
            settings.Rounds(5), () => PeakAsync(large, Script.ListAll), () => PeakAsync(small, Script.ListAll));
        yield return Growth(
            "Memory growth",
            $"{few:N0} tasks",
            Bar.AtMost(15),
            pairs,
            $"`{Script.ListAll}` with {many:N0} tasks and with {few:N0}, each in a new process: the difference of the peak working sets.");
    }

    /// <summary>The peak working sets, in MB, of a long listing and of a short one.</summary>
    public static Figure Growth(string name, string floor, Bar bar, Pairs megabytes, string explanation) => new()
    {
        Name = name,
        Floor = floor,
        Unit = "MB, peak working set",
        Module = megabytes.Module,
        FloorValue = megabytes.Floor,
        Judged = megabytes.Difference,
        JudgedUnit = "MB",
        Bar = bar,
        Explanation = explanation,
    };

    /// <summary>The peak working set, in MB, of a new process that runs a statement with the server.</summary>
    public static async Task<double> PeakAsync(ServerProcess server, string statement) =>
        await FreshProcess.RunAsync($"{Script.ImportAndConnect(server.Address)}; {statement}; {WritePeak}") / Megabyte;
}
