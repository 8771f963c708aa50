using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using PwshLite.Testing;

namespace KooDrive.PowerShell.Tests;

/// <summary>
/// Texts for users use the terms of CONTRIBUTING.md: the words that they replaced do not come back, and sentences stay short.
/// </summary>
public sealed partial class WordingTests
{
    private const int LongestSentence = 25;

    /// <summary>Figures of speech, terms that were replaced, and British spelling.</summary>
    private static readonly string[] Rejected =
    [
        "tokens? (dies?|has died|that dies?)", "lets? tokens die", "dead token", "until it dies", "dies by itself", "令牌死", "死令牌",
        "沙盒", "账户", "帐[户号]", "(?<!终\\s*)端节点", "端点", "提供者", "光标",
        "追踪 ?ID", "限速", "流控", "节流", "目的用户", "(?<!来\\s*)源用户", "结果代码",
        "wants? to (know who|be left alone)", "(bad|good|whatever the) day", "days? on which", "rooms of the house",
        "as long as it was tried", "st(and|ands|ood) beside", "has to stand up to", "at its word", "nobody (trusts|looks|wants)",
        "(is|are) (not )?believed", "the service's affair", "no third way", "learns to answer", "struck out",
        "hand(s|ed)? the tasks on", "there is to know about", "honest", "witness", "siege", "gatekeeper",
        "go(es)? on from (here|there)", "(everybody|anybody) on the way", "whoever is on the line", "途中任何人", "线路上的任何人",
        "prove the identity", "look around without", "asked for by (its )?id", "leave out there", "ended as asked", "永无止境",
        "named by the (session|environment)", "environment names none", "answer came", "API promises", "trustworthy", "page\\(s\\)",
        "(is )?tried again until", "does not answer as it should", "answers? in its place", "st(and|ands) in between", "has come here",
        "looks? at the offset", "whether there is more", "gave no token", "No id is\\b", "carry the credentials elsewhere",
        "(colou|behaviou|favou)rs?", "licence", "(serial|author|recogn|organ)is(e|es|ed|ing|ation)\\b", "cancell(ed|ing)\\b",
    ];

    public static TheoryData<string> Texts { get; } =
    [
        .. DocumentTests.Documents.Select(document => document.Data),
        .. HelpFiles.Topics.Select(topic => $"docs/{topic.Data.Item1}/{topic.Data.Item2}.help.txt"),
        .. Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.resx", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/')).Order(StringComparer.Ordinal),
    ];

    public static TheoryData<string> Prose { get; } =
    [
        "README.md", "CONTRIBUTING.md", "SECURITY.md",
        "docs/acceptance.md", "docs/architecture.md", "docs/compatibility.md", "docs/package.md", "docs/reliability.md",
        .. HelpFiles.TopicsOf(HelpFiles.English).Select(topic => $"docs/{HelpFiles.English}/{topic}.help.txt"),
        .. HelpFiles.CommandsOf(HelpFiles.English).Select(command => $"docs/{HelpFiles.English}/{command}.md"),
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Replaced_words_are_not_used(string file)
    {
        string text = TextOf(file);
        var found = Rejected.SelectMany(words => Regex.Matches(text, "(?<![A-Za-z])" + words, RegexOptions.IgnoreCase));
        Assert.Empty(found.Select(match => match.Value));
    }

    [Theory]
    [MemberData(nameof(Prose))]
    public void Sentences_are_short(string file)
    {
        var sentences = SentencesOf(TextOf(file), isTopic: file.EndsWith(".txt", StringComparison.Ordinal));
        Assert.DoesNotContain(sentences, sentence => Words().Count(sentence) > LongestSentence);
    }

    [Fact]
    public void Contributing_has_a_table_of_terms_in_both_languages()
    {
        string[] rows = [.. TermRow().Matches(TextOf("CONTRIBUTING.md")).Select(match => match.Value)];
        Assert.True(rows.Length > 15);
    }

    // Values of messages only: the rest of such a file is not ours.
    private static string TextOf(string file)
    {
        string path = Path.Combine(Repository.Root, file);
        return Path.GetExtension(file) == ".resx"
            ? string.Join('\n', XDocument.Load(path).Root!.Elements("data").Select(data => (string)data.Element("value")!))
            : File.ReadAllText(path);
    }

    /// <returns>The sentences of the paragraphs, items and table cells, without code.</returns>
    private static IEnumerable<string> SentencesOf(string text, bool isTopic)
    {
        text = isTopic ? TopicCode().Replace(text, "\n\n") : InlineCode().Replace(CodeBlock().Replace(text, "\n\n"), "code");
        return BlockEnd().Split(text).SelectMany(block => SentenceEnd().Split(block)).Select(sentence => sentence.Trim());
    }

    // Between fences, or four columns in.
    [GeneratedRegex("^ *```.*?^ *```$|^ {4}[^\n]*$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex("`[^`]+`|\\]\\([^)]+\\)")]
    private static partial Regex InlineCode();

    // In a topic, code stands eight columns in.
    [GeneratedRegex("^ {8,}.*$|^    \\S.*  +", RegexOptions.Multiline)]
    private static partial Regex TopicCode();

    [GeneratedRegex(@"\n\s*\n|\n\s*(?:- |\d+\. |#+ )|\|")]
    private static partial Regex BlockEnd();

    [GeneratedRegex(@"[.!?:;](?:\*\*)?\s")]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"[\w'-]+")]
    private static partial Regex Words();

    [GeneratedRegex(@"^\| [^|]+ \| [^|]*\p{IsCJKUnifiedIdeographs}[^|]* \|.*$", RegexOptions.Multiline)]
    private static partial Regex TermRow();
}
