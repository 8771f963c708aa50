using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using System.Xml.Linq;
using PwshLite.Testing;

namespace KooDrive.PowerShell.Tests;

public sealed partial class MessageTests
{
    /// <summary>The projects with texts, and the names of these.</summary>
    public static TheoryData<string, string> Files =>
        new() { { "KooDrive.Client", "ClientMessages" }, { "KooDrive.PowerShell", "CommandMessages" } };

    [Theory]
    [MemberData(nameof(Files))]
    public void Both_languages_have_the_same_texts_with_the_same_gaps(string project, string name)
    {
        var english = Read(project, name + ".resx");
        var chinese = Read(project, name + ".zh-Hans.resx");

        Assert.NotEmpty(english);
        Assert.Equal(english.Keys.Order(StringComparer.Ordinal), chinese.Keys.Order(StringComparer.Ordinal));
        Assert.All(english, text => Assert.Equal(Gaps(text.Value), Gaps(chinese[text.Key])));
        Assert.All(english.Values.Concat(chinese.Values), text => Assert.False(string.IsNullOrWhiteSpace(text)));
    }

    [Theory]
    [InlineData("zh-CN", "此运行空间中没有 KooDrive 会话", "不存在 ID 为“nope”的任务")]
    [InlineData("en-US", "There is no KooDrive session in this runspace", "There is no task with the id 'nope'")]
    [InlineData("de-DE", "There is no KooDrive session in this runspace", "There is no task with the id 'nope'")]
    public async Task Messages_follow_the_culture_and_fall_back_to_English(string culture, string fromTheCmdlets, string fromTheClient)
    {
        string script =
            $"[cultureinfo]::CurrentUICulture = '{culture}'; Import-Module '{StagedModule.Manifest}'; "
            + "Get-KooDriveTask; Connect-KooDrive -Sandbox; Get-KooDriveTask -TaskId nope";

        var result = await PwshLiteProcess.RunAsync(["-Command", script], cancellationToken: TestContext.Current.CancellationToken);

        Assert.Contains(fromTheCmdlets, result.Error, StringComparison.Ordinal);
        Assert.Contains(fromTheClient, result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Sentences_have_at_most_25_words(string project, string name) =>
        Assert.All(
            Read(project, name + ".resx"),
            text => Assert.All(
                SentenceEnd().Split(text.Value),
                sentence => Assert.True(Word().Count(sentence) <= 25, $"{text.Key}: {sentence}")));

    [Theory]
    [MemberData(nameof(Files))]
    public void Sentences_end_once(string project, string name) => Assert.All(
        Read(project, name + ".resx").Concat(Read(project, name + ".zh-Hans.resx")),
        text => Assert.DoesNotMatch(@"[.。,，:：;；]\s*[.。,，;；](?!\w)", text.Value));

    /// <summary>A number stands before a noun in the texts that have a twin for 1, and nowhere else.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void Numbers_stand_before_a_noun_only_where_1_has_a_text(string project, string name)
    {
        var texts = Read(project, name + ".resx");
        Assert.All(texts, text => Assert.DoesNotContain("(s)", text.Value, StringComparison.Ordinal));
        Assert.All(
            texts.Where(text => NumberWithNoun().IsMatch(text.Value)),
            text => Assert.Equal("1 " + NumberWithNoun().Match(text.Value).Groups[1].Value, texts["One" + text.Key[..^1]]));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Chinese_texts_have_Chinese_punctuation(string project, string name) =>
        Assert.All(
            Read(project, name + ".zh-Hans.resx"),
            text => Assert.DoesNotMatch(@"\p{IsCJKUnifiedIdeographs}[,.;:!?""(]|[,.;:!?"")]\p{IsCJKUnifiedIdeographs}", text.Value));

    [Fact]
    public void The_picture_in_the_readme_shows_the_warning_as_it_is()
    {
        string picture = XDocument.Load(Path.Combine(Repository.Root, "docs", "images", "terminal.svg")).Root!.Value;
        string warning = Regex.Escape(Read("KooDrive.PowerShell", "CommandMessages.resx")["ThereMayBeMore"])
            .Replace(@"\{0}", "12 tasks", StringComparison.Ordinal).Replace(@"\{1}", "[0-9]+", StringComparison.Ordinal);
        Assert.Matches("WARNING: " + warning, picture);
    }

    private static Dictionary<string, string> Read(string project, string file) =>
        XDocument.Load(Path.Combine(Repository.Root, "src", project, "Resources", file))
            .Root!.Elements("data").ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    private static string[] Gaps(string text) => [.. Gap().Matches(text).Select(gap => gap.Value).Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"\{[0-9][^}]*\}")]
    private static partial Regex Gap();

    [GeneratedRegex(@"(?<=[.!?:;])\s")]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"[^\s]+")]
    private static partial Regex Word();

    [GeneratedRegex(@"\{[0-9][^}]*\} (task|user|item|page|second|minute|hour|day|request|attempt)s\b")]
    private static partial Regex NumberWithNoun();
}
