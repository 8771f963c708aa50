using System.Collections.Generic;
using System.Threading.Tasks;
using KooDrive.Benchmarks.Engine;
using KooDrive.Benchmarks.Report;
using KooDrive.Benchmarks.Server;

namespace KooDrive.Benchmarks.Figures;

/// <summary>Users per second, and the growth of memory.</summary>
internal static class Users
{
    private const string ListAll = "Get-KooDriveUser -All | Out-Null";

    public static async IAsyncEnumerable<Figure> MeasureAsync(Settings settings)
    {
        int users = settings.Tasks(100_000);
        using var server = ServerProcess.Start(users);
        string bare = $"Get-BareUser -Endpoint {server.Address} | Out-Null";
        string connected = Script.ImportAndConnect(server.Address);
        var fresh = await Pairs.MeasureAsync(
            settings.Rounds(5),
            () => FreshProcess.RunAsync($"{connected}; {FreshProcess.Timed(ListAll)}"),
            () => FreshProcess.RunAsync($"{Script.Import(ModulePaths.Bare)}; {FreshProcess.Timed(bare)}"));
        yield return Line("new process", "One listing in a new process.", fresh);

        using var shell = new Shell();
        shell.Run(Script.Connect(server.Address));
        for (int i = 0; i < settings.Rounds(12); i++)
        {
            shell.Run(ListAll);
            shell.Run(bare);
        }

        var warm = await Pairs.MeasureAsync(
            settings.Rounds(15), () => Task.FromResult(shell.Time(ListAll) * 1000), () => Task.FromResult(shell.Time(bare) * 1000));
        yield return Line("warm", "Repeated in one process, after twelve listings that are not measured.", warm);

        using var few = ServerProcess.Start(settings.Tasks(1_000));
        var memory = await Pairs.MeasureAsync(
            settings.Rounds(5), () => Memory.PeakAsync(server, ListAll), () => Memory.PeakAsync(few, ListAll));
        yield return Memory.Growth(
            "Memory growth, users",
            "1,000 users",
            Bar.AtMost(15),
            memory,
            $"`{ListAll}` with {users:N0} users and with 1,000, each in a new process.");

        Figure Line(string state, string explanation, Pairs pairs) => new()
        {
            Name = $"Users, {state}",
            Floor = "bare cmdlet that fetches one page ahead",
            Unit = "users/s",
            Module = users / pairs.Module * 1000,
            FloorValue = users / pairs.Floor * 1000,
            Judged = pairs.FloorToModule,
            Bar = Bar.AtLeast(0.8),
            Explanation = $"`{ListAll}` with {users:N0} users in pages of 100. {explanation}",
        };
    }
}
