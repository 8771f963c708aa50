using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using KooDrive.Benchmarks.Engine;
using KooDrive.Benchmarks.Report;
using KooDrive.Benchmarks.Server;
using KooDrive.TestServer;

namespace KooDrive.Benchmarks.Figures;

/// <summary>The time from Ctrl+C to the end of a pipeline, in several phases of a command.</summary>
internal static class StopLatency
{
    public static async IAsyncEnumerable<Figure> MeasureAsync(Settings settings)
    {
        using var quick = ServerProcess.Start(1_000_000);
        using var slow = ServerProcess.Start(100_000, delayMilliseconds: 20);
        using var silent = ServerProcess.Start(100_000, behavior: ServerBehavior.StallBeforeResponse);
        using var stalled = ServerProcess.Start(100_000, behavior: ServerBehavior.StallInBody);
        using var throttling = ServerProcess.Start(100_000, behavior: ServerBehavior.Throttle);
        using var unreachable = new FullListener();
        (string Phase, Uri Address, string Command)[] phases =
        [
            ("making a connection", new Uri($"http://{unreachable.Address}"), "Get-KooDriveTask -All"),
            ("before the response", silent.Address, "Get-KooDriveTask -All"),
            ("in the middle of the response", stalled.Address, "Get-KooDriveTask -All"),
            ("between attempts", throttling.Address, "Get-KooDriveTask -All"),
            ("pages arriving", quick.Address, "Get-KooDriveTask -All | Out-Null"),
            ("pages arriving slowly", slow.Address, "Get-KooDriveTask -All | Out-Null"),
            ("a consumer at work", quick.Address, "Get-KooDriveTask -All | ForEach-Object { $_.TaskId }"),
            ("looking up ids", silent.Address, "1..100 | Get-KooDriveTask"),
            ("waiting for tasks", slow.Address, "1..100 | Wait-KooDriveTask"),
        ];

        var all = new List<double>();
        using var shell = new Shell();
        foreach (var (_, address, command) in phases)
        {
            shell.Run(Script.Connect(address));
            for (int i = -3; i < settings.Rounds(40); i++)
            {
                double milliseconds = await StopAsync(shell.Script(command));
                if (i >= 0)
                    all.Add(milliseconds);
            }
        }

        double[] sorted = [.. all.Order()];
        double worst = Spread.Quantile(sorted, 0.99);
        yield return new Figure
        {
            Name = "Stop, 99th percentile",
            Unit = "ms",
            Module = worst,
            Judged = new Spread(worst, Spread.Quantile(sorted, 0.5), sorted[^1]),
            JudgedUnit = "ms",
            Bar = Bar.AtMost(100),
            Explanation = $"From the request to stop until the pipeline has ended, {sorted.Length} times at random moments of: "
                + $"{string.Join(", ", phases.Select(phase => phase.Phase))}. The spread is from the median to the longest.",
        };
    }

    private static async Task<double> StopAsync(PowerShellInstance shell)
    {
        using (shell)
        {
            var running = shell.InvokeAsync();
            await Task.Delay(Random.Shared.Next(40, 120));
            long begin = Stopwatch.GetTimestamp();
            shell.Stop();
            double milliseconds = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
            try
            {
                await running;
                throw new InvalidOperationException($"{shell.Commands.Commands[0]} ended before the stop.");
            }
            catch (PipelineStoppedException)
            {
                return milliseconds;
            }
        }
    }
}
