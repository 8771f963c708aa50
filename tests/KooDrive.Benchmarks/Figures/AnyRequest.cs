using System.Collections.Generic;
using System.Threading.Tasks;
using KooDrive.Benchmarks.Engine;
using KooDrive.Benchmarks.Report;
using KooDrive.Benchmarks.Server;

namespace KooDrive.Benchmarks.Figures;

/// <summary>
/// Objects of any list, compared with <c>Invoke-RestMethod</c> on the same pages, and their memory. The comparison needs a full
/// <c>pwsh</c> on the path.
/// </summary>
internal static class AnyRequest
{
    private const string ListAll = "Invoke-KooDriveRequest task/list -All | Out-Null";

    public static async IAsyncEnumerable<Figure> MeasureAsync(Settings settings)
    {
        int items = settings.Tasks(100_000);
        using var server = ServerProcess.Start(items);
        if (FullHost.IsAvailable)
        {
            yield return await BesideLoopAsync("new process", "One listing in a new process.", settings.Rounds(5), warmUps: 0);
            yield return await BesideLoopAsync("warm", "The ninth listing in a process.", settings.Rounds(3), settings.Rounds(8));
        }

        using var few = ServerProcess.Start(settings.Tasks(1_000));
        var memory = await Pairs.MeasureAsync(
            settings.Rounds(5), () => Memory.PeakAsync(server, ListAll), () => Memory.PeakAsync(few, ListAll));
        yield return Memory.Growth(
            "Memory growth, any request",
            "1,000 items",
            Bar.AtMost(15),
            memory,
            $"`{ListAll}` with {items:N0} items and with 1,000, each in a new process.");

        async Task<Figure> BesideLoopAsync(string state, string explanation, int rounds, int warmUps)
        {
            var pairs = await Pairs.MeasureAsync(
                rounds,
                () => TimeAsync(Script.ImportAndConnect(server.Address), ListAll),
                () => TimeAsync(Script.RestMethodLoop(server.Address), $"{Script.RestMethodList} | Out-Null"));
            return new Figure
            {
                Name = "Any request in pwsh, " + state,
                Floor = "Invoke-RestMethod loop",
                Unit = "items/s",
                Module = items / pairs.Module * 1000,
                FloorValue = items / pairs.Floor * 1000,
                Judged = pairs.FloorToModule,
                Bar = Bar.AtLeast(3),
                Explanation = $"`{ListAll}` with {items:N0} items in pages of 100, in a full pwsh, compared with a loop that follows "
                    + $"the cursors and outputs what `Invoke-RestMethod` makes of the same JSON. {explanation}",
            };

            Task<double> TimeAsync(string preparation, string statement) =>
                FullHost.RunAsync(
                    $"{preparation}\nfor ($i = 0; $i -lt {warmUps}; $i++) {{ {statement} }}\n{FreshProcess.Timed(statement)}");
        }
    }
}
