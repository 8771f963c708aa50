using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using PwshLite.Testing;

namespace KooDrive.PowerShell.Tests;

/// <summary>What no compiler looks at: names of tests, the editor's files, the workflows.</summary>
public sealed partial class SourceTests
{
    private static readonly JsonDocumentOptions JsonWithComments = new() { CommentHandling = JsonCommentHandling.Skip };

    public static TheoryData<string> EditorFiles =>
        [.. Directory.GetFiles(Path.Combine(Repository.Root, ".vscode"), "*.json").Select(file => Path.GetFileName(file))];

    [Fact]
    public void Test_names_are_shorter_than_80_characters()
    {
        string[] names =
        [
            .. Directory.GetFiles(Path.Combine(Repository.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
                .SelectMany(file => TestMethod().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)),
        ];
        Assert.True(names.Length > 500);
        Assert.DoesNotContain(names, name => name.Length >= 80);
    }

    [Theory]
    [MemberData(nameof(EditorFiles))]
    public void Editor_files_are_JSON_and_lead_to_what_is_there(string file)
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
    public void Workflows_pin_their_actions_and_call_tasks_that_are_there()
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

    private static string Read(string file) => File.ReadAllText(Path.Combine(Repository.Root, ".vscode", file));

    private static IEnumerable<string> Strings(string json, string property) =>
        Regex.Matches(json, $"\"{property}\":\\s*\"([^\"]*)\"").Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"^    public (?:async Task|void|Task) (\w+)\(", RegexOptions.Multiline)]
    private static partial Regex TestMethod();

    [GeneratedRegex(@"ValidateSet\(([^)]*)\)\] \[string\] \$Task")]
    private static partial Regex TaskNames();

    [GeneratedRegex(@"uses: (.+?)\s*$", RegexOptions.Multiline)]
    private static partial Regex Action();

    [GeneratedRegex(@"build\.ps1 -Task (\w+)")]
    private static partial Regex BuildTask();
}
