using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using PwshLite.Testing;

namespace KooDrive.PowerShell.Tests;

/// <summary>What the documents point at is there.</summary>
public sealed partial class DocumentTests
{
    private static readonly Lazy<string> TestSources = new(() => string.Concat(
        Directory.GetFiles(Path.Combine(Repository.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories).Select(File.ReadAllText)));

    public static TheoryData<string> Documents { get; } =
    [
        .. Directory.GetFiles(Repository.Root, "*.md")
            .Concat(Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_link_leads_to_a_file(string document)
    {
        string folder = Path.GetDirectoryName(Path.Combine(Repository.Root, document))!;
        Assert.All(LinksOf(document), link => Assert.True(Path.Exists(Path.Combine(folder, link)), link));
    }

    [Fact]
    public void The_readme_has_links_and_a_picture()
    {
        Assert.Contains("docs/architecture.md", LinksOf("README.md"));
        Assert.Contains(LinksOf("README.md"), link => link.EndsWith(".svg", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("docs/reliability.md", 60)]
    [InlineData("docs/compatibility.md", 3)]
    public void Every_promise_names_an_existing_test(string document, int fewest)
    {
        string text = Read(document);
        string[] names = [.. TestName().Matches(text).Select(match => match.Groups[1].Value).Distinct()];
        Assert.True(names.Length >= fewest, $"{names.Length}");
        Assert.All(names, name => Assert.Contains($" {name}(", TestSources.Value, StringComparison.Ordinal));
        Assert.All(
            TestClass().Matches(text).Select(match => match.Groups[1].Value),
            name => Assert.Contains($" class {name}", TestSources.Value, StringComparison.Ordinal));
    }

    /// <summary>Headings, code, recipes and links are those of the English page, in its order.</summary>
    [Fact]
    public void The_Chinese_readme_has_the_parts_of_the_English_one()
    {
        string english = Read("README.md");
        string chinese = Read("README.zh-CN.md");
        foreach (var part in new[] { CodeBlock(), Heading(), TableRow(), Recipe() })
        {
            Assert.Equal(
                part.Matches(english).Select(match => match.Groups[1].Value), part.Matches(chinese).Select(match => match.Groups[1].Value));
        }

        Assert.Equal(LinksOf("README.md").Except(["README.zh-CN.md"]).Order(), LinksOf("README.zh-CN.md").Except(["README.md"]).Order());
        Assert.Equal(("README.zh-CN.md", "README.md"), (LinksOf("README.md").First(), LinksOf("README.zh-CN.md").First()));
    }

    [Fact]
    public void Every_acceptance_line_has_a_test_and_every_such_test_a_line()
    {
        int[] lines = [.. AcceptanceLine().Matches(Read("docs/acceptance.md")).Select(Number)];
        Assert.Equal(Enumerable.Range(1, 40), lines);
        Assert.Equal(lines, AcceptanceTrait().Matches(TestSources.Value).Select(Number).Distinct().Order());
    }

    /// <summary>Whoever owns an address decides what stands there. The hosts below are owned, or nobody can own them.</summary>
    [Fact]
    [Trait("Acceptance", "38")]
    public void Addresses_have_owners()
    {
        string[] known =
        [
            "127.0.0.1", "cn.myhuaweicloud-koodrive.com", "go.microsoft.com", "intl.myhuaweicloud-koodrive.com", "keepachangelog.com",
            "learn.microsoft.com", "msh", "proxy.example.com", "sandbox.invalid", "schemas.microsoft.com", "semver.org",
        ];
        string[] files =
        [
            .. Documents.Select(document => document.Data), "KooDrive.psd1",
            .. HelpFiles.Languages.SelectMany(language => Directory.GetFiles(HelpFiles.Folder(language.Data))),
            .. Directory.GetFiles(Path.Combine(Repository.Root, "docs", "examples")),
        ];
        Assert.All(files, file => Assert.All(
            Address().Matches(Read(file)).Select(match => match.Groups[1].Value), host => Assert.Contains(host, known)));
    }

    private static int Number(Match match) => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);

    private static IEnumerable<string> LinksOf(string document) => Link().Matches(Read(document))
        .Select(match => match.Groups[1].Value.Split('#')[0])
        .Where(link => link.Length > 0 && !link.Contains("://", StringComparison.Ordinal));

    private static string Read(string document) => File.ReadAllText(Path.Combine(Repository.Root, document));

    [GeneratedRegex(@"\]\(([^()\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"https?://([\w.-]+\w)")]
    private static partial Regex Address();

    [GeneratedRegex(@"`\w+Tests\.(\w+)`")]
    private static partial Regex TestName();

    [GeneratedRegex(@"`(\w+Tests)[.`]")]
    private static partial Regex TestClass();

    [GeneratedRegex("^ *(```.*?)^ *```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex("^(#+) ", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("^(\\|)", RegexOptions.Multiline)]
    private static partial Regex TableRow();

    [GeneratedRegex(@"^\| [^`|]+ \| (`[^`]+`) \|$", RegexOptions.Multiline)]
    private static partial Regex Recipe();

    [GeneratedRegex(@"^\| (\d+) \|", RegexOptions.Multiline)]
    private static partial Regex AcceptanceLine();

    [GeneratedRegex(@"\[Trait\(""Acceptance"", ""(\d+)""\)\]")]
    private static partial Regex AcceptanceTrait();
}
