using System;
using System.IO;
using System.Linq;

namespace PwshLite.Testing;

/// <summary>The folders in <c>PATH</c>.</summary>
public static class SearchPath
{
    /// <summary>The first program of that name; null when there is none.</summary>
    /// <param name="program">Its name without an extension.</param>
    public static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? program + ".exe" : program))
        .FirstOrDefault(File.Exists);
}
