using System;
using System.Threading;
using System.Threading.Tasks;
using PwshLite.Testing;

namespace PwshLite.Tests;

public sealed class ExitCodeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("'done'", 0)]
    [InlineData("exit 7", 7)]
    [InlineData("exit 0", 0)]
    [InlineData("function Stop-All { exit 5 }; Stop-All; 'never'", 5)]
    [InlineData("1 | ForEach-Object { exit 6 }; 'never'", 6)]
    [InlineData("try { exit 8 } catch { 'never' } finally { 'done' }", 8)]
    [InlineData("param([switch]$Stop) if ($Stop) { exit 9 }", 0)]
    [InlineData("throw 'boom'", 1)]
    [InlineData("$ErrorActionPreference = 'Stop'; Get-Nothing; 'never'", 1)]
    [InlineData("if (", 1)]
    [InlineData("#requires -Version 99.0\n'never'", 1)]
    [InlineData("param([Parameter(Mandatory)]$Value) 'never'", 1)]
    [InlineData("Get-Nothing", 0)]
    [InlineData(
        "[CmdletBinding()] param() $PSCmdlet.WriteError([Management.Automation.ErrorRecord]::new([Exception]::new('e'), 'Id', 0, 1))", 0)]
    public async Task A_script_ends_with_the_exit_code_of_pwsh(string content, int expected)
    {
        using var folder = new ScriptFolder();

        PwshLiteResult result = await PwshLiteProcess.RunAsync([folder.Write("script.ps1", content)], cancellationToken: Token);

        Assert.Equal(expected, result.ExitCode);
        Assert.DoesNotContain("never", result.Output);
    }

    [Theory]
    [InlineData("1", 0)]
    [InlineData("exit 7", 7)]
    [InlineData("Get-Nothing", 1)]
    [InlineData("Get-Nothing; 1", 0)]
    [InlineData("throw 'boom'", 1)]
    [InlineData("if (", 1)]
    public async Task A_command_ends_with_the_exit_code_of_pwsh(string text, int expected)
    {
        PwshLiteResult result = await PwshLiteProcess.RunAsync(["-Command", text], cancellationToken: Token);

        Assert.Equal(expected, result.ExitCode);
    }

    [Fact]
    public async Task A_program_that_fails_does_not_make_its_script_fail()
    {
        PwshLiteResult result = await RunAfterProgramAsync("\"program $LASTEXITCODE\"");

        Assert.Equal(new PwshLiteResult(0, "program 3\n", ""), result);
    }

    [Theory]
    [InlineData("'exit'", 0)]
    [InlineData("# exit 5", 0)]
    [InlineData("if ($false) { exit 5 }", 0)]
    [InlineData("function Stop-All { exit 5 }", 0)]
    [InlineData("exit", 0)]
    [InlineData("exit 5", 5)]
    [InlineData("exit $LASTEXITCODE", 3)]
    [InlineData("throw 'boom'", 1)]
    public async Task The_exit_code_of_a_program_is_used_only_by_an_executed_exit(string rest, int expected)
    {
        PwshLiteResult result = await RunAfterProgramAsync(rest);

        Assert.Equal(expected, result.ExitCode);
    }

    [Theory]
    [InlineData("& $PSScriptRoot/called.ps1; \"called $LASTEXITCODE\"", 0)]
    [InlineData(". $PSScriptRoot/called.ps1; \"called $LASTEXITCODE\"", 0)]
    [InlineData("& $PSScriptRoot/called.ps1; \"called $LASTEXITCODE\"; exit 4", 4)]
    public async Task Exit_in_a_called_script_does_not_end_its_caller(string content, int expected)
    {
        using var folder = new ScriptFolder();
        folder.Write("called.ps1", "exit 3; 'never'");

        PwshLiteResult result = await PwshLiteProcess.RunAsync([folder.Write("caller.ps1", content)], cancellationToken: Token);

        Assert.Equal(new PwshLiteResult(expected, "called 3\n", ""), result);
    }

    private static async Task<PwshLiteResult> RunAfterProgramAsync(string rest)
    {
        using var folder = new ScriptFolder();
        string program = OperatingSystem.IsWindows() ? "cmd /c 'exit 3'" : "sh -c 'exit 3'";
        string script = folder.Write("script.ps1", $"{program}\n{rest}");
        return await PwshLiteProcess.RunAsync([script], cancellationToken: Token);
    }
}
