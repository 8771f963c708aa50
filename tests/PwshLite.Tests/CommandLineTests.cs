using System.Threading;
using System.Threading.Tasks;
using PwshLite.Testing;

namespace PwshLite.Tests;

public sealed class CommandLineTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_command_line_without_a_script_is_a_usage_error()
    {
        PwshLiteResult result = await PwshLiteProcess.RunAsync([], cancellationToken: Token);

        Assert.Equal(64, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Contains("Usage:", result.Error);
    }

    [Theory]
    [InlineData("missing.ps1", "does not exist")]
    [InlineData("script.txt", "does not end in .ps1")]
    [InlineData("-Nonsense", "not an option")]
    [InlineData("-Command", "needs the text")]
    [InlineData("-File", "needs the path")]
    public async Task A_wrong_command_line_has_an_error_message(string argument, string reason)
    {
        PwshLiteResult result = await PwshLiteProcess.RunAsync([argument], cancellationToken: Token);

        Assert.Equal(64, result.ExitCode);
        Assert.Contains(reason, result.Error);
    }

    [Fact]
    public async Task Version_names_the_engine()
    {
        PwshLiteResult result = await PwshLiteProcess.RunAsync(["-Version"], cancellationToken: Token);

        Assert.Equal(0, result.ExitCode);
        Assert.Matches(@"^PwshLite, PowerShell engine 7\.6\.\d+\n$", result.Output);
    }

    [Theory]
    [InlineData(new[] { "-Name", "a b", "-Force", "7", "x", "y" }, "a b|True|7|x,y")]
    [InlineData(new[] { "-Name:it's $x", "-Force:$false", "-Number:", "9" }, "it's $x|False|9|")]
    [InlineData(new[] { "中文" }, "中文|False|3|")]
    public async Task A_script_gets_its_arguments_as_from_pwsh(string[] arguments, string expected)
    {
        using var folder = new ScriptFolder();
        string script = folder.Write("arguments.ps1", """
            param([string]$Name, [int]$Number = 3, [switch]$Force, [Parameter(ValueFromRemainingArguments)][string[]]$Rest)
            "$Name|$Force|$Number|$($Rest -join ',')"
            """);

        PwshLiteResult result = await PwshLiteProcess.RunAsync(["-NoProfile", "-File", script, .. arguments], cancellationToken: Token);

        Assert.Equal(expected + "\n", result.Output);
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public async Task A_script_has_its_folder_and_path()
    {
        using var folder = new ScriptFolder();
        string script = folder.Write("where.ps1", "$PSScriptRoot");

        PwshLiteResult result = await PwshLiteProcess.RunAsync([script], cancellationToken: Token);

        Assert.Equal(folder.Path + "\n", result.Output);
    }

    [Fact]
    public async Task A_script_runs_in_the_global_scope_as_in_pwsh()
    {
        using var folder = new ScriptFolder();
        string script = folder.Write("scope.ps1", "$value = 1; \"$global:value $script:value\"");

        PwshLiteResult result = await PwshLiteProcess.RunAsync([script], cancellationToken: Token);

        Assert.Equal("1 1\n", result.Output);
    }

    [Fact]
    public async Task Command_takes_the_rest_of_the_line()
    {
        PwshLiteResult result = await PwshLiteProcess.RunAsync(["-Command", "$Host.Name;", "1 + 1"], cancellationToken: Token);

        Assert.Equal("PwshLite\n2\n", result.Output);
    }
}
