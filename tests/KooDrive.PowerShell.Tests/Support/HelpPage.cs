using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace KooDrive.PowerShell.Tests;

/// <summary>
/// A command's page, split by its headings, in the form that PlatyPS requires. Code of examples is indented and not fenced: PlatyPS
/// would copy the fences into the MAML, and Get-Help would show them.
/// </summary>
internal sealed partial class HelpPage
{
    private readonly string _text;

    private HelpPage(string text) => _text = text;

    public static HelpPage Read(string language, string command) =>
        new(File.ReadAllText(HelpFiles.Page(language, command)).ReplaceLineEndings("\n"));

    /// <summary>The lines between the first two rules.</summary>
    public string FrontMatter => _text.Split("---\n")[1].TrimEnd();

    public string Synopsis => Section("SYNOPSIS");

    public string Description => Section("DESCRIPTION");

    public string Aliases => Section("ALIASES");

    public string Notes => Section("NOTES");

    /// <summary>The syntax on one line, by the heading of the parameter set.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Syntax =>
        [.. Parts("SYNTAX").Select(part => KeyValuePair.Create(part.Key, Plain(part.Value.Replace("```", ""))))];

    /// <summary>Text and code, by title.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Examples => Parts("EXAMPLES");

    /// <summary>The text before the block of facts, by name.</summary>
    public IReadOnlyDictionary<string, string> ParameterDescriptions =>
        Parameters.ToDictionary(part => part.Key, part => FactsBlock().Split(part.Value)[0].Trim());

    /// <summary>The block of facts, by name, in the order of the page.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> ParameterFacts =>
        [.. Parameters.Select(part => KeyValuePair.Create(part.Key, FactsBlock().Match(part.Value).Groups[1].Value))];

    /// <summary>Descriptions by type.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Inputs => Parts("INPUTS");

    /// <summary>Descriptions by type.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Outputs => Parts("OUTPUTS");

    /// <summary>Addresses by text.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Links =>
        [.. Link().Matches(Section("RELATED LINKS")).Select(match => KeyValuePair.Create(match.Groups[1].Value, match.Groups[2].Value))];

    /// <summary>The code of an example: its indented lines.</summary>
    public static string CodeOf(string example) =>
        string.Join('\n', example.Split('\n').Where(line => line.StartsWith("    ", StringComparison.Ordinal)).Select(line => line[4..]));

    /// <summary>Text as one line, to ignore differences in line breaks.</summary>
    public static string Plain(string text) => Blanks().Replace(text, " ").Trim();

    private IEnumerable<KeyValuePair<string, string>> Parameters => Parts("PARAMETERS")
        .Where(part => part.Key != "CommonParameters").Select(part => KeyValuePair.Create(part.Key.TrimStart('-'), part.Value));

    private string Section(string title) => SectionEnd().Split(_text.Split($"\n## {title}\n")[1])[0].Trim();

    private IReadOnlyList<KeyValuePair<string, string>> Parts(string title) =>
    [
        .. ("\n" + Section(title)).Split("\n### ").Skip(1)
            .Select(part => part.Split('\n', 2)).Select(part => KeyValuePair.Create(part[0], part[1].Trim('\n'))),
    ];

    [GeneratedRegex("\n## ")]
    private static partial Regex SectionEnd();

    [GeneratedRegex("```yaml\n(.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex FactsBlock();

    [GeneratedRegex(@"\[(.*?)\]\((.*?)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
