using System;
using System.IO;
using System.Runtime.CompilerServices;

namespace KooDrive.Benchmarks.Engine;

/// <summary>Where the modules lie that are measured.</summary>
internal static class ModulePaths
{
#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    /// <summary>The root of the repository.</summary>
    public static string Repository { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../.."));

    /// <summary>The module as a user gets it.</summary>
    public static string KooDrive { get; } = Path.Combine(Repository, "out/KooDrive/KooDrive.psd1");

    public static string Bare { get; } = Built("BareModule");

    public static string Empty { get; } = Built("EmptyModule");

    /// <summary>The program of the benchmarks that need no PowerShell.</summary>
    public static string MicroBenchmarks { get; } = Path.Combine(
        Repository, "tests/KooDrive.MicroBenchmarks/bin", Configuration, "net10.0", "KooDrive.MicroBenchmarks" + (OperatingSystem.IsWindows() ? ".exe" : string.Empty));

    private static string Built(string name) =>
        Path.Combine(Repository, "tests", "KooDrive.Benchmarks." + name, "bin", Configuration, "net8.0", name + ".dll");

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
