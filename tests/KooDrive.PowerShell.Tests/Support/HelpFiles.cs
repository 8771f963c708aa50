using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using PwshLite.Testing;

namespace KooDrive.PowerShell.Tests;

/// <summary>The help files of each language, in the repository and in the staged module.</summary>
internal static class HelpFiles
{
    public const string English = "en-US";
    public const string Chinese = "zh-CN";

    /// <summary>The folders in the module: Staging.targets says why they have these names.</summary>
    private static readonly Dictionary<string, string> StagedNames = new() { [English] = "en-US", [Chinese] = "zh-Hans" };

    public static TheoryData<string> Languages { get; } = [.. StagedNames.Keys];

    /// <summary>The commands that have a page, by language.</summary>
    public static TheoryData<string, string> Commands { get; } = InAllLanguages(CommandsOf);

    /// <summary>The about topics, by language.</summary>
    public static TheoryData<string, string> Topics { get; } = InAllLanguages(TopicsOf);

    public static IEnumerable<string> CommandsOf(string language) =>
        Directory.GetFiles(Folder(language), "*-*.md").Select(file => Path.GetFileNameWithoutExtension(file)).Order();

    public static IEnumerable<string> TopicsOf(string language) =>
        Directory.GetFiles(Folder(language), "about_*.help.txt").Select(file => Path.GetFileName(file).Replace(".help.txt", "")).Order();

    public static string Folder(string language) => Path.Combine(Repository.Root, "docs", language);

    public static string StagedFolder(string language) => Path.Combine(StagedModule.Folder, StagedNames[language]);

    public static string ModulePage(string language) => Path.Combine(Folder(language), "KooDrive.md");

    public static string Page(string language, string command) => Path.Combine(Folder(language), command + ".md");

    public static string Maml(string language) => Path.Combine(Folder(language), "KooDrive.PowerShell.dll-Help.xml");

    public static string Topic(string language, string name) => Path.Combine(Folder(language), name + ".help.txt");

    private static TheoryData<string, string> InAllLanguages(Func<string, IEnumerable<string>> namesOf) =>
        [.. StagedNames.Keys.SelectMany(language => namesOf(language).Select(name => (language, name)))];
}
