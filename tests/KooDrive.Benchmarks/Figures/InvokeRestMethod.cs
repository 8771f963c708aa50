using System.Collections.Generic;
using System.Threading.Tasks;
using KooDrive.Benchmarks.Engine;
using KooDrive.Benchmarks.Report;
using KooDrive.Benchmarks.Server;

namespace KooDrive.Benchmarks.Figures;

/// <summary>The comparison with a loop over Invoke-RestMethod. Needs a full <c>pwsh</c> on the path.</summary>
internal static class InvokeRestMethod
{
    public static async IAsyncEnumerable<Figure> MeasureAsync(Settings settings)
    {
        if (!FullHost.IsAvailable)
            yield break;
        int tasks = settings.Tasks(100_000);
        using var server = ServerProcess.Start(tasks);
        string ours = Script.ImportAndConnect(server.Address);
        string loop = Script.RestMethodLoop(server.Address);
        yield return await MeasureAsync("new process", "One listing in a new process.", settings.Rounds(5), warmUps: 0);
        yield return await MeasureAsync("warm", "The ninth listing in a process.", settings.Rounds(3), warmUps: settings.Rounds(8));

        async Task<Figure> MeasureAsync(string state, string explanation, int rounds, int warmUps)
        {
            var pairs = await Pairs.MeasureAsync(
                rounds, () => TimeAsync(ours, Script.ListAll), () => TimeAsync(loop, $"{Script.RestMethodList} | Out-Null"));
            var rawLoop = new double[rounds];
            for (int round = 0; round < rounds; round++)
                rawLoop[round] = await TimeAsync(Script.Import(ModulePaths.Bare), Script.RawListAll(server.Address));
            double limit = pairs.Floor / Spread.Of(rawLoop).Median;
            return Throughput.OfListing(
                "Throughput in pwsh, " + state,
                "Invoke-RestMethod loop",
                Bar.AtLeast(8),
                tasks,
                pairs,
                $"{tasks:N0} tasks in pages of 100, in a full pwsh. {explanation} The loop follows the cursors and outputs what "
                + "`Invoke-RestMethod` makes of the JSON, without retries, typed times and checks. HttpClient and System.Text.Json, "
                + $"without a pipeline, have {limit:0.0} times its throughput in the same pwsh.");

            Task<double> TimeAsync(string preparation, string statement) =>
                FullHost.RunAsync(
                    $"{preparation}\nfor ($i = 0; $i -lt {warmUps}; $i++) {{ {statement} }}\n{FreshProcess.Timed(statement)}");
        }
    }
}
