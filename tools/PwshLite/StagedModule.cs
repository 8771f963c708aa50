using System;
using System.IO;

namespace PwshLite;

/// <summary>Makes the module that the build stages in <c>out</c> importable by name.</summary>
internal static class StagedModule
{
    /// <summary>
    /// Puts the repository's <c>out</c> folder first in PSModulePath, if it contains the module. Must be called after the engine has
    /// started, which resets that variable.
    /// </summary>
    public static void AddToModulePath()
    {
        if (FindRepository() is not { } root)
            return;
        string modules = Path.Combine(root, "out");
        if (Directory.Exists(Path.Combine(modules, "KooDrive")))
        {
            string? others = Environment.GetEnvironmentVariable("PSModulePath");
            Environment.SetEnvironmentVariable("PSModulePath", modules + Path.PathSeparator + others);
        }
    }

    // The folder above this program with the module's manifest; null for a copy outside a repository.
    private static string? FindRepository()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "KooDrive.psd1")))
            folder = Path.GetDirectoryName(folder);
        return folder;
    }
}
