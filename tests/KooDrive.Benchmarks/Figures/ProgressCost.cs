using System.Collections.Generic;
using KooDrive.Benchmarks.Engine;
using KooDrive.Benchmarks.Report;
using KooDrive.Benchmarks.Server;
using KooDrive.PowerShell.Tests;

namespace KooDrive.Benchmarks.Figures;

/// <summary>The cost of the progress bar.</summary>
internal static class ProgressCost
{
    public static async IAsyncEnumerable<Figure> MeasureAsync(Settings settings)
    {
        int tasks = settings.Tasks(500_000);
        using var server = ServerProcess.Start(tasks);
        using var shell = new Shell(new ProgressHost(hasScreen: true));
        shell.Run(Script.Connect(server.Address));
        for (int i = 0; i < settings.Rounds(3); i++)
            shell.Run(Script.ListAll);
        var pairs = await Pairs.MeasureAsync(
            settings.Rounds(15), () => shell.Time(With("Continue")), () => shell.Time(With("SilentlyContinue")));
        yield return new Figure
        {
            Name = "Progress on",
            Floor = "progress off",
            Unit = "s",
            Module = pairs.Module,
            FloorValue = pairs.Floor,
            Judged = pairs.ModuleToFloor,
            Bar = Bar.AtMost(1.03),
            Explanation = $"{tasks:N0} tasks in a host with a screen, enough for the bar to appear, "
                + "with `$ProgressPreference` set to Continue and to SilentlyContinue.",
        };

        static string With(string preference) => $"$ProgressPreference = '{preference}'; {Script.ListAll}";
    }
}
