using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace KooDrive.PowerShell.Tests;

/// <summary>The pages and topics are whole, and fit to be read in a console.</summary>
public sealed partial class HelpTextTests
{
    private static readonly Dictionary<string, string[]> TopicHeadings = new()
    {
        [HelpFiles.English] = ["TOPIC", "SHORT DESCRIPTION", "LONG DESCRIPTION", "EXAMPLES", "SEE ALSO"],
        [HelpFiles.Chinese] = ["主题", "简短说明", "详细说明", "示例", "另请参阅"],
    };

    public static TheoryData<string, string> Commands => HelpFiles.Commands;

    public static TheoryData<string, string> Topics => HelpFiles.Topics;

    public static TheoryData<string> Languages => HelpFiles.Languages;

    private static IEnumerable<string> Names => HelpFiles.CommandsOf(HelpFiles.English).Concat(HelpFiles.TopicsOf(HelpFiles.English));

    [Theory]
    [Trait("Acceptance", "24")]
    [MemberData(nameof(Commands))]
    public void Every_page_is_complete(string language, string command)
    {
        var page = HelpPage.Read(language, command);
        Assert.Matches(SynopsisForm(), page.Synopsis);
        Assert.All(
            page.ParameterDescriptions.Values.Append(page.Description).Append(page.Notes)
                .Concat(page.Inputs.Concat(page.Outputs).Select(type => type.Value)),
            text => Assert.Matches("[.。]$", text.Split('\n')[0]));
        Assert.InRange(page.Examples.Count, 3, 9);
        var numbers = page.Examples.Select(example => ExampleTitle().Match(example.Key).Groups[1].Value);
        Assert.Equal(Enumerable.Range(1, page.Examples.Count).Select(number => number.ToString(CultureInfo.InvariantCulture)), numbers);
        Assert.All(page.Examples, example => Assert.NotEmpty(HelpPage.CodeOf(example.Value)));
        string date = page.FrontMatter.Split('\n').Single(line => line.StartsWith("ms.date: ", StringComparison.Ordinal)).Split(' ')[1];
        Assert.True(DateOnly.TryParseExact(date, "MM/dd/yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out _), date);
    }

    [Theory]
    [Trait("Acceptance", "24")]
    [MemberData(nameof(Commands))]
    public void A_parameter_states_its_default_and_what_happens_without_it(string language, string command)
    {
        var page = HelpPage.Read(language, command);
        var shown = page.ParameterFacts.Where(parameter => !parameter.Value.Contains("DontShow: true", StringComparison.Ordinal));
        foreach (var (name, facts) in shown)
        {
            string text = page.ParameterDescriptions[name];
            string value = DefaultValue().Match(facts).Groups[1].Value;
            if (value.Length > 0)
                Assert.Matches($"(The default is|默认值为) {value}", text);
            else if (!facts.Contains("IsRequired: true", StringComparison.Ordinal))
                Assert.Matches("Without |default is |不指定|默认", text);
        }
    }

    // The nouns differ. Disconnect-KooDrive ends a session instead of using it.
    [Theory]
    [MemberData(nameof(Languages))]
    public void A_parameter_has_the_same_text_on_all_pages(string language)
    {
        var parameters =
            from command in HelpFiles.CommandsOf(language)
            where command != "Disconnect-KooDrive"
            let page = HelpPage.Read(language, command)
            from facts in page.ParameterFacts
            let text = ListedNoun().Replace(page.ParameterDescriptions[facts.Key], "items")
            group text by (facts.Key, Type: facts.Value.Split('\n')[0]);
        var shared = parameters.Where(texts => texts.Count() > 1).ToArray();
        Assert.NotEmpty(shared);
        Assert.All(shared, texts => Assert.Single(texts.Distinct()));
    }

    // What of Markdown has no look of its own in a console. An example begins with text: PlatyPS cuts off the indentation of a first line.
    [Theory]
    [Trait("Acceptance", "24")]
    [MemberData(nameof(Commands))]
    public void The_MAML_of_a_page_has_no_Markdown_in_it(string language, string command)
    {
        var maml = MamlCommand.Read(language)[command];
        Assert.All(
            maml.ParameterDescriptions.Values.Concat(maml.Inputs.Concat(maml.Outputs).Concat(maml.Examples).Select(text => text.Value))
                .Append(maml.Synopsis).Append(maml.Description).Append(maml.Notes),
            text =>
            {
                Assert.NotEmpty(text);
                Assert.DoesNotMatch(MarkdownLitter(), text);
            });
        Assert.All(HelpPage.Read(language, command).Examples, example => Assert.DoesNotMatch("^[ \n]", example.Value));
    }

    // As Get-Help shows it: code begins at the left margin, and keeps the indentation of its lines.
    [Theory]
    [Trait("Acceptance", "24")]
    [MemberData(nameof(Commands))]
    public void The_MAML_of_a_page_keeps_the_indentation_of_code(string language, string command) =>
        Assert.All(
            HelpPage.Read(language, command).Examples.Zip(MamlCommand.Read(language)[command].Examples),
            example => Assert.EndsWith(
                HelpPage.CodeOf(example.First.Value),
                example.Second.Value.Replace("\n\n", "\n", StringComparison.Ordinal),
                StringComparison.Ordinal));

    [Theory]
    [Trait("Acceptance", "24")]
    [MemberData(nameof(Languages))]
    public void Help_has_no_text_of_a_template(string language) =>
        Assert.All(
            Directory.GetFiles(HelpFiles.Folder(language)),
            file => Assert.DoesNotContain("{{", File.ReadAllText(file), StringComparison.Ordinal));

    // Without an address: Get-Help -Online opens the first one that there is, and fails when it is no address of the web.
    [Theory]
    [Trait("Acceptance", "24")]
    [MemberData(nameof(Commands))]
    public void Related_links_name_existing_pages_and_topics(string language, string command)
    {
        var links = HelpPage.Read(language, command).Links;
        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.Equal((true, ""), (Names.Contains(link.Key), link.Value)));
    }

    // Windows PowerShell reads a topic without a byte order mark in the code page of the computer: plain ASCII is the same in all. A
    // console has 80 columns, of which a Chinese character takes two.
    [Theory]
    [Trait("Acceptance", "24")]
    [MemberData(nameof(Topics))]
    public void A_topic_has_the_form_that_Get_Help_expects(string language, string topic)
    {
        string[] lines = File.ReadAllLines(HelpFiles.Topic(language, topic));
        Assert.Equal(TopicHeadings[language], lines.Where(line => line.Length > 0 && line[0] != ' '));
        Assert.Equal("    " + topic, lines[1]);
        Assert.All(lines, line => Assert.InRange(line.Sum(letter => char.IsAscii(letter) ? 1 : 2), 0, 80));
        Assert.All(lines, line => Assert.DoesNotContain('\t', line));
        byte[] bytes = File.ReadAllBytes(HelpFiles.Topic(language, topic));
        Assert.Equal(!bytes.All(value => value < 0x80), bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble));
        Assert.All(
            lines.SkipWhile(line => line != TopicHeadings[language][^1]).Skip(1).Select(line => line.Trim()),
            other => Assert.Contains(other, Names));
    }

    [GeneratedRegex(@"\A[A-Z][a-z]+s (?:[^\n.]|\.(?! ))+\.\z|\A[^\n。]+。\z")]
    private static partial Regex SynopsisForm();

    [GeneratedRegex(@"^(?:Example |示例 )(\d+)(?:: |：)\S")]
    private static partial Regex ExampleTitle();

    [GeneratedRegex("^DefaultValue: ([^'\n]+)$", RegexOptions.Multiline)]
    private static partial Regex DefaultValue();

    [GeneratedRegex(@"\b(tasks|users)\b|任务|用户|条目")]
    private static partial Regex ListedNoun();

    [GeneratedRegex(@"`|\]\(|\*\*|<br|^#", RegexOptions.Multiline)]
    private static partial Regex MarkdownLitter();
}
