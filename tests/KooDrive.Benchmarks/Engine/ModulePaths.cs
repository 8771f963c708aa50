using System;
using System.IO;
using PwshLite.Testing;

namespace KooDrive.Benchmarks.Engine;

/// <summary>The paths of the measured modules.</summary>
internal static class ModulePaths
{
    /// <summary>The module as it is shipped.</summary>
    public static string KooDrive { get; } = Path.Combine(Repository.Root, "out/KooDrive/KooDrive.psd1");

    public static string Bare { get; } = Repository.Built("tests/KooDrive.Benchmarks.BareModule", "net8.0", "BareModule.dll");

    public static string Empty { get; } = Repository.Built("tests/KooDrive.Benchmarks.EmptyModule", "net8.0", "EmptyModule.dll");

    /// <summary>The program of the benchmarks that need no PowerShell.</summary>
    public static string MicroBenchmarks { get; } = Repository.Built(
        "tests/KooDrive.MicroBenchmarks", "net10.0", "KooDrive.MicroBenchmarks" + (OperatingSystem.IsWindows() ? ".exe" : string.Empty));
}
