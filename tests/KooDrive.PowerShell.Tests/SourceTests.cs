using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using PwshLite.Testing;

namespace KooDrive.PowerShell.Tests;

/// <summary>What no compiler checks: width of lines, names of tests, the editor's files, the workflows.</summary>
public sealed partial class SourceTests
{
    private static readonly JsonDocumentOptions JsonWithComments = new() { CommentHandling = JsonCommentHandling.Skip };

    public static TheoryData<string> EditorFiles =>
        [.. Directory.GetFiles(Path.Combine(Repository.Root, ".vscode"), "*.json").Select(file => Path.GetFileName(file))];

    private static IEnumerable<string> TestNames => Sources("tests")
        .Where(file => file.EndsWith("Tests.cs", StringComparison.Ordinal))
        .SelectMany(file => TestMethod().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value));

    [Fact]
    public void Lines_are_within_the_declared_width()
    {
        string editorConfig = File.ReadAllText(Path.Combine(Repository.Root, ".editorconfig"));
        int width = int.Parse(DeclaredWidth().Match(editorConfig).Groups[1].Value, CultureInfo.InvariantCulture);
        var longer =
            from file in Sources("src", "tests", "tools").Concat(Scripts("src", "tests", "tools"))
                .Append(Path.Combine(Repository.Root, "build.ps1"))
            from line in File.ReadLines(file).Select((text, index) => (Text: text, Number: index + 1))
            where line.Text.Length > width
            select $"{Path.GetRelativePath(Repository.Root, file)}:{line.Number}";
        Assert.Empty(longer);
    }

    [Fact]
    public void Test_names_are_shorter_than_80_characters()
    {
        Assert.True(TestNames.Count() > 500);
        Assert.DoesNotContain(TestNames, name => name.Length >= 80);
    }

    [Fact]
    public void Test_names_start_with_what_is_tested() =>
        Assert.DoesNotContain(TestNames, OpeningWithoutSubject().IsMatch);

    [Fact]
    public void Test_names_have_no_replaced_words() =>
        Assert.DoesNotContain(TestNames, ReplacedWord().IsMatch);

    [Fact]
    public void Conditional_compilation_is_in_at_most_three_files() =>
        Assert.InRange(
            Sources("src", "tests", "tools").Count(
                file => File.ReadLines(file).Any(line => line.StartsWith("#if ", StringComparison.Ordinal))),
            0,
            3);

    [Fact]
    public void Folders_of_test_projects_are_named_Support() =>
        Assert.All(
            Directory.GetDirectories(Path.Combine(Repository.Root, "tests"), "*.Tests").SelectMany(Directory.GetDirectories),
            folder => Assert.Contains(Path.GetFileName(folder), new[] { "Support", "bin", "obj" }));

    [Theory]
    [MemberData(nameof(EditorFiles))]
    public void Editor_files_are_JSON_and_name_existing_tasks_and_folders(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, ".vscode", file)), JsonWithComments);
        string[] tasks = [.. Strings(Read("tasks.json"), "label")];
        Assert.All(Strings(json.RootElement.ToString(), "preLaunchTask"), task => Assert.Contains(task, tasks));
        Assert.All(
            Strings(json.RootElement.ToString(), "program")
                .Where(program => program.StartsWith("${workspaceFolder}/tools/", StringComparison.Ordinal)),
            program => Assert.True(Directory.Exists(Path.Combine(Repository.Root, string.Join('/', program.Split('/')[1..3]))), program));
    }

    [Fact]
    public void Workflows_pin_their_actions_and_call_existing_tasks()
    {
        string build = File.ReadAllText(Path.Combine(Repository.Root, "build.ps1"));
        string[] tasks = [.. TaskNames().Match(build).Groups[1].Value.Split(", ").Select(task => task.Trim('\''))];
        Assert.Contains("Publish", tasks);
        string all = string.Concat(Directory.GetFiles(Path.Combine(Repository.Root, ".github", "workflows")).Select(File.ReadAllText));
        Assert.NotEmpty(Action().Matches(all));
        Assert.All(Action().Matches(all), match => Assert.Matches(@"^[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", match.Groups[1].Value));
        Assert.NotEmpty(BuildTask().Matches(all));
        Assert.All(BuildTask().Matches(all), match => Assert.Contains(match.Groups[1].Value, tasks));
    }

    [Fact]
    public void Publishing_needs_all_jobs_of_CI()
    {
        string ci = ReadWorkflow("ci.yml");
        Assert.Contains("\n  workflow_call:", ci);
        string publish = ReadWorkflow("publish.yml");
        Assert.Contains("\n  ci:\n    uses: ./.github/workflows/ci.yml\n", publish);
        Assert.Contains("\n  publish:\n    needs: ci\n", publish);
        string[] artifacts = [.. ArtifactName().Matches(ci + publish).Select(match => match.Groups[1].Value)];
        Assert.InRange(artifacts.Length, 2, int.MaxValue);
        Assert.Distinct(artifacts); // They belong to one run.
    }

    private static IEnumerable<string> Sources(params string[] folders) => Files("*.cs", folders);

    private static IEnumerable<string> Scripts(params string[] folders) =>
        ((string[])["*.ps1", "*.psm1", "*.psd1"]).SelectMany(pattern => Files(pattern, folders));

    private static IEnumerable<string> Files(string pattern, string[] folders) => folders
        .SelectMany(folder => Directory.GetFiles(Path.Combine(Repository.Root, folder), pattern, SearchOption.AllDirectories))
        .Where(file => !BuildFolder().IsMatch(file));

    private static string ReadWorkflow(string file) =>
        File.ReadAllText(Path.Combine(Repository.Root, ".github", "workflows", file)).ReplaceLineEndings("\n");

    private static string Read(string file) => File.ReadAllText(Path.Combine(Repository.Root, ".vscode", file));

    private static IEnumerable<string> Strings(string json, string property) =>
        Regex.Matches(json, $"\"{property}\":\\s*\"([^\"]*)\"").Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"[\\/](?:bin|obj)[\\/]")]
    private static partial Regex BuildFolder();

    [GeneratedRegex(@"^\[\*\.cs\]$[^\[]*^max_line_length = (\d+)$", RegexOptions.Multiline)]
    private static partial Regex DeclaredWidth();

    [GeneratedRegex(@"^    public (?:async Task|void|Task) (\w+)\(", RegexOptions.Multiline)]
    private static partial Regex TestMethod();

    [GeneratedRegex("^(?:From|In|It|Nobody|Nothing|That|What|Whatever|When|Where|Who|Whoever|With|Within|Without)_")]
    private static partial Regex OpeningWithoutSubject();

    // Figures of speech, and terms that CONTRIBUTING.md replaces.
    [GeneratedRegex(
        "(?:^|_)(?:answer(?:s|ed)?|ask(?:s|ed|ing)?|bad_day|believed?|dead|die[sd]?|kill(?:s|ed)?|knows?|lives?|nobody|"
        + "gatekeeper|siege|somebody|says?|said|speaks?|struck_out|tells?|told|wants?|whatever|whoever|witness)(?:_|$)",
        RegexOptions.IgnoreCase)]
    private static partial Regex ReplacedWord();

    [GeneratedRegex(@"ValidateSet\(([^)]*)\)\] \[string\] \$Task")]
    private static partial Regex TaskNames();

    [GeneratedRegex(@"uses: (?!\./)(.+?)\s*$", RegexOptions.Multiline)]
    private static partial Regex Action();

    [GeneratedRegex(@"upload-artifact@.*\s+with:\s+name: (\S+)")]
    private static partial Regex ArtifactName();

    [GeneratedRegex(@"build\.ps1 -Task (\w+)")]
    private static partial Regex BuildTask();
}
