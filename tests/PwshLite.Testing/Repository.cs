using System;
using System.IO;

namespace PwshLite.Testing;

/// <summary>The repository of this program, and the files of its build.</summary>
public static class Repository
{
    private static readonly DirectoryInfo Program = new(AppContext.BaseDirectory);

    /// <summary>The folder above this program with the module's manifest.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The configuration of this program and of the whole build.</summary>
    public static string Configuration => Program.Parent!.Name;

    /// <summary>A file of a project's build, in the configuration of this program.</summary>
    /// <param name="project">The project's folder, relative to <see cref="Root" />.</param>
    /// <param name="framework">The target framework, for example <c>net10.0</c>.</param>
    /// <param name="file">The file's name.</param>
    public static string Built(string project, string framework, string file) =>
        Path.Combine(Root, project, "bin", Configuration, framework, file);

    private static string FindRoot()
    {
        var folder = Program;
        while (!File.Exists(Path.Combine(folder.FullName, "KooDrive.psd1")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException($"No repository holds '{Program}'.");
        return folder.FullName;
    }
}
