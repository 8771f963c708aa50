using System;
using System.IO;
using System.Text.Json;
using System.Threading.Tasks;
using PwshLite.Testing;

namespace KooDrive.PowerShell.Tests;

/// <summary>
/// The scripts in docs/examples, as a user runs them for the first time: with the sandbox, in a new process. Pester runs the
/// same list under a full pwsh.
/// </summary>
public sealed class ExampleScriptTests : IDisposable
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNameCaseInsensitive = true };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("koodrive-");

    public static TheoryData<string, string, string> Scripts
    {
        get
        {
            var scripts = new TheoryData<string, string, string>();
            string list = File.ReadAllText(Path.Combine(Repository.Root, "tests", "Examples", "examples.json"));
            foreach (var example in JsonSerializer.Deserialize<Example[]>(list, Json)!)
                scripts.Add(example.Script, example.Arguments, example.Expected);
            return scripts;
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task Example_scripts_run_without_errors(string script, string arguments, string expected)
    {
        string[] lines = await Child.RunAsync($"""
            . '{Path.Combine(Repository.Root, "tests", "Examples", "CommandStubs.ps1")}'
            $folder = '{_folder.FullName}'
            $examples = '{Path.Combine(Repository.Root, "docs", "examples")}'
            & "$examples/{script}" {arguments}
            """);
        Assert.Contains(lines, line => System.Text.RegularExpressions.Regex.IsMatch(line, expected));
    }

    private sealed record Example(string Script, string Arguments, string Expected);
}
