using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Text.Json;
using System.Threading.Tasks;
using KooDrive.Benchmarks.Engine;
using KooDrive.Benchmarks.Report;

namespace KooDrive.Benchmarks.Figures;

/// <summary>The inner loops, which BenchmarkDotNet measures in a separate process.</summary>
internal static class Micro
{
    public static async IAsyncEnumerable<Figure> MeasureAsync(Settings settings)
    {
        var results = await RunAsync(settings);
        var read = results["Read"];
        var json = results["ReadWithSystemTextJson"];
        var needed = results["NeededAtAnyRate"];
        const int Tasks = Server.PreparedResponses.TasksPerPage;
        yield return new Figure
        {
            Name = "Reading a page, time",
            Floor = "source-generated System.Text.Json",
            Unit = "µs",
            Module = read.Nanoseconds / 1000,
            FloorValue = json.Nanoseconds / 1000,
            Judged = Same(read.Nanoseconds / json.Nanoseconds),
            Bar = Bar.AtMost(1),
            Explanation = "A page of 100 tasks from UTF-8 to objects, by BenchmarkDotNet. The module's reader also refuses fields that "
                + "occur twice, and accepts every form of the API reference.",
        };
        yield return new Figure
        {
            Name = "Reading a page, memory",
            Floor = "the objects and the strings that differ",
            Unit = "bytes/task",
            Module = (double)read.Bytes / Tasks,
            FloorValue = (double)needed.Bytes / Tasks,
            Judged = Same((double)read.Bytes / needed.Bytes),
            Bar = Bar.AtMost(1.5),
            Explanation = "The allocation for each task of a page. Strings that repeat (tenant, user, locale, result code) are shared "
                + $"within a listing; System.Text.Json allocates {json.Bytes / Tasks} bytes.",
        };
        var sign = results["Sign"];
        yield return new Figure
        {
            Name = "Signing a request",
            Unit = "µs",
            Module = sign.Nanoseconds / 1000,
            Judged = Same(sign.Nanoseconds / 1000),
            JudgedUnit = "µs",
            Explanation = $"The example of the API reference, by BenchmarkDotNet, with an allocation of {sign.Bytes:N0} bytes.",
        };
    }

    private static Spread Same(double value) => new(value, value, value);

    private static async Task<Dictionary<string, Result>> RunAsync(Settings settings)
    {
        string file = Path.GetTempFileName();
        string[] arguments = settings.IsQuick ? [file, "quick"] : [file];
        var start = new ProcessStartInfo(ModulePaths.MicroBenchmarks, arguments) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        try
        {
            return process.ExitCode == 0
                ? JsonSerializer.Deserialize<Dictionary<string, Result>>(await File.ReadAllTextAsync(file))!
                : throw new InvalidOperationException(output);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private sealed record Result(double Nanoseconds, long Bytes);
}
