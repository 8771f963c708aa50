using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace KooDrive.PowerShell.Tests;

/// <summary>A page or a topic, split at its empty lines. Code is indented or between fences.</summary>
internal static partial class HelpBlocks
{
    /// <summary>Everything but code, and without front matter.</summary>
    public static IEnumerable<string> Texts(string path) => Read(path).Where(block => !IsCode(block, path));

    /// <summary>The parts of each block that are equal in all languages: code without comments, or the names in a text.</summary>
    public static IEnumerable<string> Skeleton(string path) => Read(path).Select(block =>
        IsCode(block, path) ? Comment().Replace(block, "") : string.Join(' ', NamesIn(block).Distinct().Order(StringComparer.Ordinal)));

    /// <summary>The words of a text that are the same in all languages.</summary>
    public static IEnumerable<string> NamesIn(string text) =>
        Word().Matches(text).Select(match => match.Value).Where(word => Name().IsMatch(word));

    private static IEnumerable<string> Read(string path)
    {
        string text = FrontMatter().Replace(File.ReadAllText(path).ReplaceLineEndings("\n"), "");
        return BlockEnd().Split(Heading().Replace(text, "$0\n")).Select(block => block.Trim('\n')).Where(block => block.Length > 0);
    }

    private static bool IsCode(string block, string path)
    {
        string indentation = Path.GetExtension(path) == ".md" ? "    " : "        ";
        return block.StartsWith("```", StringComparison.Ordinal)
            || block.Split('\n').All(line => line.StartsWith(indentation, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"\A---\n.*?\n---\n", RegexOptions.Singleline)]
    private static partial Regex FrontMatter();

    // In topics, no empty line separates a heading from the text.
    [GeneratedRegex(@"^(?:#+ .*| {0,2}[^\s#`-].*)\n(?=    |\n)", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\n{2,}")]
    private static partial Regex BlockEnd();

    [GeneratedRegex(@" *(?<![`$\w'""])#(?!>).*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    // A parameter, a variable, an address, a command or any other word of ASCII.
    [GeneratedRegex(@"-?[A-Za-z0-9_$][A-Za-z0-9_$:/.-]*(?<![:/.-])")]
    private static partial Regex Word();

    [GeneratedRegex(@"^-[A-Z]|[$_\d]|[a-z]-?[A-Z]|://")]
    private static partial Regex Name();
}
