using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Threading.Tasks;
using KooDrive.Benchmarks.Engine;
using KooDrive.Benchmarks.Report;
using KooDrive.Benchmarks.Server;
using PwshLite.Testing;

namespace KooDrive.Benchmarks.Figures;

/// <summary>What admins do without a module. Needs a full <c>pwsh</c> on the path.</summary>
internal static class InvokeRestMethod
{
    private static string? Pwsh { get; } = SearchPath.Find("pwsh");

    public static async IAsyncEnumerable<Figure> MeasureAsync(Settings settings)
    {
        if (Pwsh is null)
            yield break;
        int tasks = settings.Tasks(100_000);
        using var server = ServerProcess.Start(tasks);
        string ours = Script.ImportAndConnect(server.Address);
        string loop = $$"""
            $headers = @{ Authorization = 'Bearer+token'; 'X-User-Id' = '{{Script.UserId}}'; 'X-Date' = '20240909T033325Z' }
            $address = '{{server.Address}}koodrive/ose/v1/task/list?pageSize=100'
            function Get-Task {
                $cursor = ''
                do {
                    $page = Invoke-RestMethod -Uri ($address + $cursor) -Headers $headers -SkipHeaderValidation
                    $page.taskListDtos
                    $cursor = "&pageCursor=$($page.nextCursor)"
                } while ($page.nextCursor)
            }
            """;
        yield return await MeasureAsync("new process", "One listing in a new process.", settings.Rounds(5), warmUps: 0);
        yield return await MeasureAsync("warm", "The ninth listing in a process.", settings.Rounds(3), warmUps: settings.Rounds(8));

        async Task<Figure> MeasureAsync(string state, string explanation, int rounds, int warmUps)
        {
            var pairs = await Pairs.MeasureAsync(rounds, () => TimeAsync(ours, Script.ListAll), () => TimeAsync(loop, "Get-Task | Out-Null"));
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
                $"{tasks:N0} tasks in pages of 100, in a full pwsh. {explanation} The loop follows the cursors and writes what `Invoke-RestMethod` makes of the JSON: no retries, no typed times, no guards. HttpClient and System.Text.Json alone, without a pipeline, reach {limit:0.0} times its throughput in the same pwsh.");

            Task<double> TimeAsync(string preparation, string statement) =>
                RunAsync($"{preparation}\nfor ($i = 0; $i -lt {warmUps}; $i++) {{ {statement} }}\n{FreshProcess.Timed(statement)}");
        }
    }

    private static async Task<double> RunAsync(string script)
    {
        var start = new ProcessStartInfo(Pwsh!, ["-NoProfile", "-NonInteractive", "-Command", script]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return double.Parse(output, CultureInfo.InvariantCulture);
    }
}
