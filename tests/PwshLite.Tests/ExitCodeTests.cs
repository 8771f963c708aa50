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
        Assert.SkipWhen(System.OperatingSystem.IsWindows(), "Uses a Unix program.");
        using var folder = new ScriptFolder();
        string script = folder.Write("program.ps1", "sh -c 'exit 3'; \"program $LASTEXITCODE\"");

        PwshLiteResult result = await PwshLiteProcess.RunAsync([script], cancellationToken: Token);

        Assert.Equal("program 3\n", result.Output);
        Assert.Equal(0, result.ExitCode);
    }
}
