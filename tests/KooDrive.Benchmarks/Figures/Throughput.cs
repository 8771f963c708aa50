using System.Collections.Generic;
using System.Threading.Tasks;
using KooDrive.Benchmarks.Engine;
using KooDrive.Benchmarks.Report;
using KooDrive.Benchmarks.Server;

namespace KooDrive.Benchmarks.Figures;

/// <summary>Tasks a second.</summary>
internal static class Throughput
{
    private const string RawFloor = "HttpClient and System.Text.Json, no PowerShell";
    private const string BareFloor = "bare cmdlet that fetches one page ahead";

    public static async IAsyncEnumerable<Figure> MeasureAsync(Settings settings)
    {
        int tasks = settings.Tasks(100_000);
        using var server = ServerProcess.Start(tasks);
        string connected = $"{Script.Import(ModulePaths.KooDrive)}; {Script.Connect(server.Address)}";
        string bare = Script.Import(ModulePaths.Bare);
        const string Fresh = "One listing in a new process, as an unattended script does it: the code is compiled while it runs.";
        yield return Line("Throughput, new process", RawFloor, Fresh, tasks, await Pairs.MeasureAsync(
            settings.Rounds(5), Ours, () => FreshProcess.RunAsync($"{bare}; {FreshProcess.Timed(Script.RawListAll(server.Address))}")));
        yield return Line("Throughput, new process", BareFloor, Fresh, tasks, await Pairs.MeasureAsync(
            settings.Rounds(5), Ours, () => FreshProcess.RunAsync($"{bare}; {FreshProcess.Timed(Script.BareListAll(server.Address))}")));

        using var shell = new Shell();
        shell.Run(Script.Connect(server.Address));
        for (int i = 0; i < settings.Rounds(4); i++)
        {
            shell.Run(Script.ListAll);
            shell.Run(Script.BareListAll(server.Address));
            shell.Run(Script.RawListAll(server.Address));
        }

        const string Warm = "The same again and again in one process, after four listings that do not count.";
        yield return Line("Throughput, warm", RawFloor, Warm + " PowerShell hands objects down the pipeline one by one, which the raw loop does not; where the server costs next to nothing, as here, that shows.", tasks, await Pairs.MeasureAsync(
            settings.Rounds(15), () => shell.Time(Script.ListAll) * 1000, () => shell.Time(Script.RawListAll(server.Address)) * 1000));
        yield return Line("Throughput, warm", BareFloor, Warm, tasks, await Pairs.MeasureAsync(
            settings.Rounds(15), () => shell.Time(Script.ListAll) * 1000, () => shell.Time(Script.BareListAll(server.Address)) * 1000));

        Task<double> Ours() => FreshProcess.RunAsync($"{connected}; {FreshProcess.Timed(Script.ListAll)}");
    }

    private static Figure Line(string name, string floor, string explanation, int tasks, Pairs milliseconds) => new()
    {
        Name = name,
        Floor = floor,
        Unit = "tasks/s",
        Module = tasks / milliseconds.Module * 1000,
        FloorValue = tasks / milliseconds.Floor * 1000,
        Judged = milliseconds.FloorToModule,
        Bar = Bar.AtLeast(0.9),
        Explanation = $"`{Script.ListAll}` with {tasks:N0} tasks in pages of 100. {explanation}",
    };
}
