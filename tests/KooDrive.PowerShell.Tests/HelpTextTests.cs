using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace KooDrive.PowerShell.Tests;

/// <summary>The pages and topics are whole, and fit to be read in a console.</summary>
public sealed partial class HelpTextTests
{
    private static readonly string[] TopicHeadings = ["TOPIC", "SHORT DESCRIPTION", "LONG DESCRIPTION", "EXAMPLES", "SEE ALSO"];

    public static TheoryData<string> Commands => HelpFiles.Commands;

    public static TheoryData<string> Topics => HelpFiles.Topics;

    private static IEnumerable<string> Names => HelpFiles.Commands.Concat(HelpFiles.Topics).Select(row => row.Data);

    [Theory]
    [Trait("Acceptance", "24")]
    [MemberData(nameof(Commands))]
    public void A_page_is_whole(string command)
    {
        var page = HelpPage.Read(command);
        Assert.EndsWith(".", page.Synopsis, StringComparison.Ordinal);
        Assert.DoesNotContain(". ", page.Synopsis, StringComparison.Ordinal);
        Assert.Matches("^[A-Z][a-z]+s ", page.Synopsis);
        Assert.DoesNotContain('\n', page.Synopsis);
        Assert.All(
            page.ParameterDescriptions.Values.Append(page.Description).Append(page.Notes)
                .Concat(page.Inputs.Concat(page.Outputs).Select(type => type.Value)),
            text => Assert.EndsWith(".", text.Split('\n')[0], StringComparison.Ordinal));
        Assert.InRange(page.Examples.Count, 3, 9);
        Assert.Equal(
            Enumerable.Range(1, page.Examples.Count), page.Examples.Select(example => int.Parse(ExampleTitle().Match(example.Key).Groups[1].Value, CultureInfo.InvariantCulture)));
        Assert.All(page.Examples, example => Assert.NotEmpty(HelpPage.CodeOf(example.Value)));
        string date = page.FrontMatter.Split('\n').Single(line => line.StartsWith("ms.date: ", StringComparison.Ordinal))["ms.date: ".Length..];
        Assert.True(DateOnly.TryParseExact(date, "MM/dd/yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out _), date);
    }

    [Theory]
    [Trait("Acceptance", "24")]
    [MemberData(nameof(Commands))]
    public void A_parameter_tells_its_default_and_what_happens_without_it(string command)
    {
        var page = HelpPage.Read(command);
        var shown = page.ParameterFacts.Where(parameter => !parameter.Value.Contains("DontShow: true", StringComparison.Ordinal));
        foreach (var (name, facts) in shown)
        {
            string text = page.ParameterDescriptions[name];
            string value = DefaultValue().Match(facts).Groups[1].Value;
            if (value.Length > 0)
                Assert.Contains($"The default is {value}", text, StringComparison.Ordinal);
            else if (!facts.Contains("IsRequired: true", StringComparison.Ordinal))
                Assert.Matches("Without |default is ", text);
        }
    }

    // The nouns differ. Disconnect-KooDrive ends a session instead of using it.
    [Fact]
    public void A_parameter_has_the_same_text_on_all_pages()
    {
        var parameters =
            from row in HelpFiles.Commands
            where row.Data != "Disconnect-KooDrive"
            let page = HelpPage.Read(row.Data)
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
    public void The_MAML_of_a_page_has_no_Markdown_in_it(string command)
    {
        var maml = MamlCommand.All[command];
        Assert.All(
            maml.ParameterDescriptions.Values.Concat(maml.Inputs.Concat(maml.Outputs).Concat(maml.Examples).Select(text => text.Value))
                .Append(maml.Synopsis).Append(maml.Description).Append(maml.Notes),
            text =>
            {
                Assert.NotEmpty(text);
                Assert.DoesNotMatch(MarkdownLitter(), text);
            });
        Assert.All(HelpPage.Read(command).Examples, example => Assert.DoesNotMatch("^[ \n]", example.Value));
    }

    // As Get-Help shows it: code begins at the left margin, and keeps the indentation of its lines.
    [Theory]
    [Trait("Acceptance", "24")]
    [MemberData(nameof(Commands))]
    public void The_MAML_of_a_page_keeps_the_indentation_of_code(string command) =>
        Assert.All(
            HelpPage.Read(command).Examples.Zip(MamlCommand.All[command].Examples),
            example => Assert.EndsWith(
                HelpPage.CodeOf(example.First.Value), example.Second.Value.Replace("\n\n", "\n", StringComparison.Ordinal), StringComparison.Ordinal));

    [Fact]
    [Trait("Acceptance", "24")]
    public void Nothing_is_left_of_a_template() =>
        Assert.All(Directory.GetFiles(HelpFiles.Folder), file => Assert.DoesNotContain("{{", File.ReadAllText(file), StringComparison.Ordinal));

    // Without an address: Get-Help -Online opens the first one that there is, and fails when it is no address of the web.
    [Theory]
    [Trait("Acceptance", "24")]
    [MemberData(nameof(Commands))]
    public void Related_links_name_pages_and_topics_that_are_there(string command)
    {
        var links = HelpPage.Read(command).Links;
        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.Equal((true, ""), (Names.Contains(link.Key), link.Value)));
    }

    // Windows PowerShell reads a topic without a byte order mark in the code page of the computer: plain ASCII is the same in all.
    [Theory]
    [Trait("Acceptance", "24")]
    [MemberData(nameof(Topics))]
    public void A_topic_has_the_form_that_Get_Help_expects(string topic)
    {
        string[] lines = File.ReadAllLines(HelpFiles.Topic(topic));
        Assert.Equal(TopicHeadings, lines.Where(line => line.Length > 0 && line[0] != ' '));
        Assert.Equal("    " + topic, lines[1]);
        Assert.All(lines, line => Assert.True(line.Length <= 80 && line.All(char.IsAscii) && !line.Contains('\t', StringComparison.Ordinal), line));
        Assert.All(
            lines.SkipWhile(line => line != "SEE ALSO").Skip(1).Select(line => line.Trim()),
            other => Assert.Contains(other, Names));
    }

    [GeneratedRegex(@"^Example (\d+): \S")]
    private static partial Regex ExampleTitle();

    [GeneratedRegex("^DefaultValue: ([^'\n]+)$", RegexOptions.Multiline)]
    private static partial Regex DefaultValue();

    [GeneratedRegex(@"\b(tasks|users)\b")]
    private static partial Regex ListedNoun();

    [GeneratedRegex(@"`|\]\(|\*\*|<br|^#", RegexOptions.Multiline)]
    private static partial Regex MarkdownLitter();
}
