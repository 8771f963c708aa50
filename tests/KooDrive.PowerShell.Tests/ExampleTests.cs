using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using KooDrive.TestServer;
using PwshLite.Testing;

namespace KooDrive.PowerShell.Tests;

/// <summary>
/// The examples of pages and topics, and the steps and recipes of the README, run with the sandbox without errors. Each begins like
/// a reader: in an empty folder and after Connect-KooDrive. Replacements provide the commands that the engine does not have; they also
/// connect every Connect-KooDrive to the sandbox, which accepts the credentials of the example.
/// </summary>
[Collection(ProcessWide.Name)]
public sealed partial class ExampleTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("koodrive-");
    private readonly ModuleRunspace _shell = new();
    private readonly IDisposable _useModules;
    private readonly IDisposable _useClock;

    public ExampleTests()
    {
        // Further runspaces find the module by its name.
        _useModules = ProcessWide.SetVariable(
            "PSModulePath",
            Path.GetDirectoryName(StagedModule.Folder) + Path.PathSeparator + Environment.GetEnvironmentVariable("PSModulePath"));
        // The sandbox's tasks take time, which this clock skips. Time-outs are limits, not delays.
        _useClock = ProcessWide.UseClock(new TestClock { LimitsFrom = TimeSpan.FromSeconds(100) });
        _shell.Run($"""
            . '{Path.Combine(Repository.Root, "tests", "Examples", "CommandStubs.ps1")}'
            $PSDefaultParameterValues['Connect-KooDrive:OperationTimeoutSeconds'] = 86400
            $null = $ExecutionContext.SessionState.Path.SetLocation('{_folder.FullName}')
            Connect-KooDrive
            """).Clean();
    }

    public static TheoryData<string, string, string> Examples
    {
        get
        {
            var examples = new TheoryData<string, string, string>();
            foreach (string command in HelpFiles.CommandsOf(HelpFiles.English))
            {
                foreach (var example in HelpPage.Read(HelpFiles.English, command).Examples)
                    examples.Add(command, example.Key, HelpPage.CodeOf(example.Value));
            }

            foreach (string topic in HelpFiles.TopicsOf(HelpFiles.English))
            {
                foreach (string[] example in TopicExamples(topic))
                    examples.Add(topic, example[0], string.Join('\n', example.Skip(1)));
            }

            string readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
            foreach (Match block in Block().Matches(readme))
                examples.Add("README", block.Groups[1].Value.Trim().Split('\n')[^1], block.Groups[1].Value);
            foreach (Match recipe in Recipe().Matches(readme))
                examples.Add("README", recipe.Groups[1].Value, recipe.Groups[2].Value.Replace(@"\|", "|", StringComparison.Ordinal));

            return examples;
        }
    }

    public void Dispose()
    {
        _shell.Run("Disconnect-KooDrive").Clean();
        _shell.Dispose();
        _useClock.Dispose();
        _useModules.Dispose();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [Trait("Acceptance", "24")]
    [MemberData(nameof(Examples))]
    public void Every_example_runs(string page, string title, string code)
    {
        Assert.NotEmpty(code);
        var result = _shell.Run(code);
        Assert.True(
            result.Terminating is null && result.Errors.Count == 0,
            $"{page}, {title}: {result.Terminating?.Message ?? string.Join('\n', result.Errors)}");
    }

    /// <returns>Each example's title and the lines of its code.</returns>
    private static IEnumerable<string[]> TopicExamples(string topic)
    {
        const string TextIndentation = "    ";
        const string CodeIndentation = "        ";
        List<string>? example = null;
        var lines = File.ReadLines(HelpFiles.Topic(HelpFiles.English, topic))
            .SkipWhile(line => line != "EXAMPLES").TakeWhile(line => line != "SEE ALSO");
        foreach (string line in lines)
        {
            if (line.StartsWith(CodeIndentation, StringComparison.Ordinal))
            {
                example!.Add(line[CodeIndentation.Length..]);
            }
            else if (line.StartsWith(TextIndentation, StringComparison.Ordinal))
            {
                if (example is not null)
                    yield return [.. example];
                example = [line.Trim()];
            }
        }

        yield return [.. example!];
    }

    [GeneratedRegex("^```powershell\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    // A row of the table of recipes, where Markdown requires the pipe to be escaped.
    [GeneratedRegex(@"^\| ([^`|]+) \| `([^`]+)` \|$", RegexOptions.Multiline)]
    private static partial Regex Recipe();
}
