using System.IO;
using System.Linq;
using PwshLite.Testing;

namespace KooDrive.PowerShell.Tests;

/// <summary>The help files, in the repository and in the staged module.</summary>
internal static class HelpFiles
{
    public static string Folder { get; } = Path.Combine(Repository.Root, "docs", "en-US");

    public static string StagedFolder { get; } = Path.Combine(StagedModule.Folder, "en-US");

    public static string ModulePage { get; } = Path.Combine(Folder, "KooDrive.md");

    public static string Maml { get; } = Path.Combine(Folder, "KooDrive.PowerShell.dll-Help.xml");

    /// <summary>The commands that have a page.</summary>
    public static TheoryData<string> Commands { get; } =
        [.. Directory.GetFiles(Folder, "*-*.md").Select(file => Path.GetFileNameWithoutExtension(file)).Order()];

    /// <summary>The about topics.</summary>
    public static TheoryData<string> Topics { get; } =
        [.. Directory.GetFiles(Folder, "about_*.help.txt").Select(file => Path.GetFileName(file).Replace(".help.txt", "")).Order()];

    public static string Topic(string name) => Path.Combine(Folder, name + ".help.txt");
}
