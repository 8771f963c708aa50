using System.IO;
using System.Reflection;
using PwshLite.Testing;

namespace KooDrive.PowerShell.Tests;

/// <summary>The module that the build stages in <c>out/KooDrive</c>.</summary>
internal static class StagedModule
{
    public static string Folder { get; } = Path.Combine(Repository.Root, "out", "KooDrive");

    public static string Manifest { get; } = Path.Combine(Folder, "KooDrive.psd1");

    /// <summary>The assembly that PowerShell loads, or has loaded.</summary>
    public static Assembly Cmdlets => Assembly.LoadFrom(Path.Combine(Folder, "Core", "KooDrive.PowerShell.dll"));

    /// <param name="edition"><c>Core</c> or <c>Desktop</c>.</param>
    public static string Dependencies(string edition) => Path.Combine(Folder, edition, "deps");

    /// <summary>The origin of each dependency, as written by Staging.targets.</summary>
    /// <param name="framework"><c>net8.0</c> or <c>net472</c>.</param>
    public static string DependencyList(string framework) => Path.Combine(
        Repository.Root, "src", "KooDrive.PowerShell", "obj", Repository.Configuration, framework, "dependencies.txt");
}
