using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PwshLite.Testing;

namespace PwshLite.Tests;

public sealed class OutputTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Objects_are_output_as_one_table()
    {
        PwshLiteResult result = await PwshLiteProcess.RunAsync(
            ["-Command", "[pscustomobject]@{ Id = 1; Name = '中文' }; [pscustomobject]@{ Id = 22; Name = 'x' }"], cancellationToken: Token);

        Assert.Equal("\nId Name\n-- ----\n 1 中文\n22 x\n\n", result.Output);
        Assert.Empty(result.Error);
    }

    [Fact]
    public async Task Errors_and_warnings_are_written_to_standard_error()
    {
        using var folder = new ScriptFolder();
        string script = folder.Write("streams.ps1", """
            [CmdletBinding()] param()
            'object'
            $PSCmdlet.WriteWarning('careful')
            $PSCmdlet.WriteVerbose('detail')
            $DebugPreference = 'Continue'
            $PSCmdlet.WriteDebug('inside')
            Get-Nothing
            """);

        PwshLiteResult result = await PwshLiteProcess.RunAsync([script, "-Verbose"], cancellationToken: Token);

        Assert.Equal("object\nVERBOSE: detail\nDEBUG: inside\n", result.Output);
        Assert.StartsWith($"WARNING: careful\nGet-Nothing: {script}:7\nLine |\n   7 |  Get-Nothing\n     |  ~~~~~~~~~~~\n", result.Error);
        Assert.DoesNotContain("\n\n", result.Error);
    }

    [Fact]
    public async Task Verbose_text_is_silent_by_default()
    {
        using var folder = new ScriptFolder();
        string script = folder.Write(
            "quiet.ps1", "[CmdletBinding()] param() $PSCmdlet.WriteVerbose('detail'); $PSCmdlet.WriteDebug('inside')");

        PwshLiteResult result = await PwshLiteProcess.RunAsync([script], cancellationToken: Token);

        Assert.Equal(new PwshLiteResult(0, "", ""), result);
    }

    [Fact]
    public async Task A_terminating_error_is_shown_with_its_own_position_and_title()
    {
        using var folder = new ScriptFolder();
        string script = folder.Write("broken.ps1", "'fine'\nthrow 'boom'");

        PwshLiteResult thrown = await PwshLiteProcess.RunAsync([script], cancellationToken: Token);
        PwshLiteResult unparsable = await PwshLiteProcess.RunAsync([folder.Write("half.ps1", "if (")], cancellationToken: Token);

        Assert.Equal("fine\n", thrown.Output);
        Assert.Equal($"Exception: {script}:2\nLine |\n   2 |  throw 'boom'\n     |  ~~~~~~~~~~~~\n     | boom\n", thrown.Error);
        Assert.StartsWith("ParserError: ", unparsable.Error);
    }

    [Fact]
    public async Task Redirected_output_has_no_escape_sequences_for_any_terminal()
    {
        var terminal = new Dictionary<string, string?> { ["TERM"] = "xterm-256color", ["NO_COLOR"] = null };
        using var folder = new ScriptFolder();
        string script = folder.Write("colors.ps1", """
            [CmdletBinding()] param()
            [pscustomobject]@{ Colour = "$($PSStyle.Foreground.Red)red$($PSStyle.Reset)" }
            $Host.UI.WriteLine('Red', 'Black', 'painted')
            $PSCmdlet.WriteWarning('careful')
            $PSCmdlet.WriteVerbose('detail')
            $PSCmdlet.WriteProgress([Management.Automation.ProgressRecord]::new(1, 'Activity', 'Status'))
            Get-Nothing
            """);

        PwshLiteResult result = await PwshLiteProcess.RunAsync([script, "-Verbose"], terminal, cancellationToken: Token);

        Assert.Contains("red\n", result.Output);
        Assert.Contains("painted\n", result.Output);
        Assert.DoesNotContain('\e', result.Output);
        Assert.DoesNotContain('\e', result.Error);
        Assert.DoesNotContain("Activity", result.Error);
    }

    [Fact]
    public async Task Redirected_tables_fill_120_columns()
    {
        PwshLiteResult result = await PwshLiteProcess.RunAsync(
            ["-Command", "$Host.UI.RawUI.BufferSize.Width; [pscustomobject]@{ A = 'x' * 200; B = 1 }"], cancellationToken: Token);

        Assert.StartsWith("120\n", result.Output);
        // The engine leaves the last column free.
        Assert.Equal(119, result.Output.Split('\n').Max(line => line.Length));
        Assert.Empty(result.Error);
    }

    [Theory]
    [InlineData("C")]
    [InlineData("zh_CN.GB18030")]
    public async Task Text_is_UTF8_without_a_byte_order_mark_in_every_locale(string locale)
    {
        var environment = new Dictionary<string, string?> { ["LANG"] = locale, ["LC_ALL"] = locale };

        PwshLiteResult result = await PwshLiteProcess.RunAsync(
            ["-Command", "[Console]::Out.WriteLine('中文'); '😀'; throw '错误'"], environment, cancellationToken: Token);

        Assert.Equal("中文\n😀\n", result.Output);
        Assert.Equal("Exception: 错误\n", result.Error);
    }

    [Fact]
    public async Task Runspaces_work()
    {
        PwshLiteResult result = await PwshLiteProcess.RunAsync(
            ["-Command", "(1..8 | ForEach-Object -Parallel { $_ * 2 } | Where-Object { $_ -gt 14 })"], cancellationToken: Token);

        Assert.Equal("16\n", result.Output);
    }

    [Fact]
    public async Task A_prompt_without_a_terminal_is_an_error()
    {
        using var folder = new ScriptFolder();
        string script = folder.Write("confirm.ps1", """
            [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')] param()
            if ($PSCmdlet.ShouldProcess('everything', 'delete')) { 'deleted' }
            """);

        PwshLiteResult asked = await PwshLiteProcess.RunAsync([script], standardInput: "y\n", cancellationToken: Token);
        PwshLiteResult unasked = await PwshLiteProcess.RunAsync(["-NonInteractive", script, "-Confirm:$false"], cancellationToken: Token);

        Assert.DoesNotContain("deleted", asked.Output);
        Assert.Contains("nobody can answer", asked.Error);
        Assert.Equal("deleted\n", unasked.Output);
    }
}
