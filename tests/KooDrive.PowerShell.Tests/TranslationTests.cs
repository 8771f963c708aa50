using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace KooDrive.PowerShell.Tests;

/// <summary>
/// The help in Chinese has the parts of the help in English, and is in Chinese. A page or topic whose code, names or numbers change in one
/// language only fails here.
/// </summary>
public sealed partial class TranslationTests
{
    // In Chinese characters.
    private const int LongestSentence = 60;

    public static TheoryData<string> Files { get; } =
    [
        .. Directory.GetFiles(HelpFiles.Folder(HelpFiles.Chinese)).Where(file => Path.GetExtension(file) != ".xml")
            .Select(file => Path.GetFileName(file)).Order(),
    ];

    [Fact]
    public void Both_languages_have_the_same_files() => Assert.Equal(
        Directory.GetFiles(HelpFiles.Folder(HelpFiles.English)).Select(file => Path.GetFileName(file)).Order(),
        Directory.GetFiles(HelpFiles.Folder(HelpFiles.Chinese)).Select(file => Path.GetFileName(file)).Order());

    [Theory]
    [MemberData(nameof(Files))]
    public void Code_names_and_numbers_are_those_of_the_English_file(string file) => Assert.Equal(
        HelpBlocks.Skeleton(Path.Combine(HelpFiles.Folder(HelpFiles.English), file)), HelpBlocks.Skeleton(Chinese(file)));

    /// <summary>What consists of names only stays as it is: headings of pages, links, commands.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void Every_text_is_translated(string file) => Assert.All(
        HelpBlocks.Texts(Chinese(file)).Where(text => !OnlyNames().IsMatch(text)),
        text =>
        {
            Assert.Matches(Han(), text);
            Assert.DoesNotMatch(English(), text);
        });

    [Theory]
    [MemberData(nameof(Files))]
    public void Chinese_is_set_with_its_own_punctuation_and_spaces_around_names(string file) => Assert.All(
        HelpBlocks.Texts(Chinese(file)).SelectMany(text => text.Split('\n')),
        line => Assert.DoesNotMatch(WrongPunctuation(), line));

    [Theory]
    [MemberData(nameof(Files))]
    public void Sentences_are_short(string file) => Assert.All(
        HelpBlocks.Texts(Chinese(file)).SelectMany(text => SentenceEnd().Split(Continuation().Replace(text, ""))),
        sentence => Assert.True(Han().Count(sentence) <= LongestSentence, sentence));

    private static string Chinese(string file) => Path.Combine(HelpFiles.Folder(HelpFiles.Chinese), file);

    [GeneratedRegex(@"^## |^### (?!\p{IsCJKUnifiedIdeographs})|^# |^- \[|^    about_")]
    private static partial Regex OnlyNames();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Han();

    [GeneratedRegex(@"\b[a-z]{2,}[,;:]? [a-z]{2,}\b")]
    private static partial Regex English();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}[,.;:?!()A-Za-z0-9$]|[,;:?!()A-Za-z0-9]\p{IsCJKUnifiedIdeographs}|[，。；：？！、）] ")]
    private static partial Regex WrongPunctuation();

    // In a topic.
    [GeneratedRegex(@"\n +")]
    private static partial Regex Continuation();

    [GeneratedRegex(@"[。？！；：]|\n- |  ")]
    private static partial Regex SentenceEnd();
}
