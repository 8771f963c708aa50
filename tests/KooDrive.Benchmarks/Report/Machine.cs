using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Runtime.InteropServices;

namespace KooDrive.Benchmarks.Report;

/// <summary>The computer of the measurements.</summary>
internal static class Machine
{
    public static string Description => string.Create(
        CultureInfo.InvariantCulture,
        $"{Processor}, {Environment.ProcessorCount} cores; {RuntimeInformation.OSDescription}; {RuntimeInformation.FrameworkDescription}; "
        + $"PowerShell engine {typeof(PSObject).Assembly.GetName().Version!.ToString(3)}");

    private static string Processor =>
        (File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
                ?.Split(':')[1].Trim()
            : null)
        ?? RuntimeInformation.ProcessArchitecture.ToString();
}
