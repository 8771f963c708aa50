using System.Collections.Generic;
using KooDrive.Benchmarks.Engine;
using KooDrive.Benchmarks.Report;
using KooDrive.Benchmarks.Server;

namespace KooDrive.Benchmarks.Figures;

/// <summary>Many tasks by id.</summary>
internal static class ById
{
    private const int Milliseconds = 20;

    public static async IAsyncEnumerable<Figure> MeasureAsync(Settings settings)
    {
        int count = settings.IsQuick ? 16 : 200;
        using var server = ServerProcess.Start(100, Milliseconds);
        using var shell = new Shell();
        shell.Run(Script.Connect(server.Address));
        shell.Run($"$ids = [string[]](1..{count} | ForEach-Object {{ 1534087020903704704 + $_ }}); $null = $ids | Get-KooDriveTask");
        var pairs = await Pairs.MeasureAsync(
            settings.Rounds(5),
            () => shell.Time("$ids | Get-KooDriveTask | Out-Null"),
            () => shell.Time($"$null = [KooDrive.Benchmarks.RawLoop]::LookUp('{server.Address}', $ids)"));
        yield return new Figure
        {
            Name = "By id",
            Floor = "one after another with HttpClient",
            Unit = "s",
            Module = pairs.Module,
            FloorValue = pairs.Floor,
            Judged = pairs.FloorToModule,
            Bar = Bar.AtLeast(6),
            Explanation = $"`$ids | Get-KooDriveTask` with {count} ids; the server takes {Milliseconds} ms for each. "
                + "Eight requests run at a time (`-ThrottleLimit`); the output has the order of the input.",
        };
    }
}
