using System;
using System.Threading;
using System.Threading.Tasks;
using PwshLite.Testing;

namespace PwshLite.Tests;

public sealed class InterruptTests
{
    // The time-out is for a parent process that ignores SIGINT, such as a shell's background job: the script would never end.
    [Theory(Timeout = 120_000)]
    [InlineData("while ($true) { $null = 1 }")]
    [InlineData("1..1000000000 | ForEach-Object { $null = $_ }")]
    [InlineData("1 | ForEach-Object -Parallel { while ($true) { $null = 1 } }")]
    public async Task Ctrl_C_stops_the_script_and_its_finally_block_runs(string endless)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows cannot send Ctrl+C to one process.");
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        using var folder = new ScriptFolder();
        string script = folder.Write("endless.ps1", $$"""
            try { [Console]::Out.WriteLine('started'); {{endless}}; 'never' }
            finally { [Console]::Out.WriteLine('cleaned up') }
            'never'
            """);

        await using PwshLiteProcess process = await PwshLiteProcess.StartAsync([script]);
        await process.WaitForOutputAsync("started", cancellationToken);
        process.Interrupt();
        PwshLiteResult result = await process.WaitForExitAsync(cancellationToken);

        Assert.Equal(new PwshLiteResult(130, "started\ncleaned up\n", ""), result);
    }
}
