using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection.PortableExecutable;
using System.Threading.Tasks;
using PwshLite.Testing;

namespace KooDrive.Benchmarks.Engine;

/// <summary>The <c>pwsh</c> on the path, each time in a new process. Only it has Export-Csv and similar commands.</summary>
internal static class FullHost
{
    private static readonly string? Pwsh = SearchPath.Find("pwsh");

    public static bool IsAvailable => Pwsh is not null;

    /// <summary>Its version, and whether its engine is compiled to native code, as in a released PowerShell.</summary>
    public static async Task<string> DescribeAsync()
    {
        string[] lines = await RunTextAsync(
            "[Console]::Out.WriteLine($PSVersionTable.PSVersion); [Console]::Out.WriteLine([psobject].Assembly.Location)");
        using var engine = new PEReader(File.OpenRead(lines[1]));
        bool isNative = engine.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0;
        return $"pwsh {lines[0]}, whose engine is {(isNative ? "native code" : "not native code")}";
    }

    /// <summary>Runs a script.</summary>
    /// <returns>The number that it wrote.</returns>
    public static async Task<double> RunAsync(string script) => (await RunAllAsync(script)).Single();

    /// <summary>Runs a script.</summary>
    /// <returns>The numbers that it wrote, one a line.</returns>
    public static async Task<double[]> RunAllAsync(string script) =>
        [.. (await RunTextAsync(script)).Select(line => double.Parse(line, CultureInfo.InvariantCulture))];

    private static async Task<string[]> RunTextAsync(string script)
    {
        var start = new ProcessStartInfo(Pwsh!, ["-NoProfile", "-NonInteractive", "-Command", "$ErrorActionPreference = 'Stop'; " + script])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? output.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries)
            : throw new InvalidOperationException($"{script}: {output}{await error}");
    }
}
