using System;
using System.IO;

namespace KooDrive.Tasks.Tests;

/// <summary>The module as the build leaves it in <c>out/KooDrive</c>.</summary>
internal static class StagedModule
{
    /// <summary>The folder above this program that holds the module's manifest.</summary>
    public static string Repository { get; } = FindRepository();

    public static string Folder { get; } = Path.Combine(Repository, "out", "KooDrive");

    public static string Manifest { get; } = Path.Combine(Folder, "KooDrive.psd1");

    /// <param name="edition"><c>core</c> or <c>desktop</c>.</param>
    public static string Dependencies(string edition) => Path.Combine(Folder, edition, "deps");

    private static string FindRepository()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "KooDrive.psd1")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new DirectoryNotFoundException($"No repository holds '{AppContext.BaseDirectory}'.");
    }
}
