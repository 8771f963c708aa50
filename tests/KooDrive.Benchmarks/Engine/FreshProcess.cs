using System;
using System.Globalization;
using System.Threading.Tasks;
using PwshLite.Testing;

namespace KooDrive.Benchmarks.Engine;

/// <summary>PowerShell in a new process, where all code runs for the first time.</summary>
internal static class FreshProcess
{
    /// <summary>A statement that writes the duration of another in milliseconds.</summary>
    public static string Timed(string statement) =>
        $"$watch = [Diagnostics.Stopwatch]::StartNew(); {statement}; {Write("$watch.Elapsed.TotalMilliseconds")}";

    /// <summary>A statement that writes a number for <see cref="RunAsync"/>.</summary>
    public static string Write(string number) => $"[Console]::Out.WriteLine(({number}).ToString([cultureinfo]::InvariantCulture))";

    /// <summary>Runs a script.</summary>
    /// <returns>The number that it wrote.</returns>
    public static async Task<double> RunAsync(string script)
    {
        var result = await PwshLiteProcess.RunAsync(["-Command", script]);
        return result.Error.Length == 0 && double.TryParse(result.Output, CultureInfo.InvariantCulture, out double number)
            ? number
            : throw new InvalidOperationException($"{script}: {result}");
    }
}
