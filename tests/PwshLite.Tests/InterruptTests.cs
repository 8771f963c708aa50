using System;
using System.Threading;
using System.Threading.Tasks;
using PwshLite.Testing;

namespace PwshLite.Tests;

public sealed class InterruptTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("while ($true) { $null = 1 }")]
    [InlineData("1..1000000000 | ForEach-Object { $null = $_ }")]
    [InlineData("1 | ForEach-Object -Parallel { while ($true) { $null = 1 } }")]
    public async Task Ctrl_C_stops_the_script_and_its_finally_block_runs(string endless)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows cannot send Ctrl+C to one process.");
        using var folder = new ScriptFolder();
        string script = folder.Write("endless.ps1", $$"""
            try { [Console]::Out.WriteLine('started'); {{endless}}; 'never' }
            finally { [Console]::Out.WriteLine('cleaned up') }
            'never'
            """);

        await using PwshLiteProcess process = await PwshLiteProcess.StartAsync([script]);
        await process.WaitForOutputAsync("started", Token);
        process.Interrupt();
        PwshLiteResult result = await process.WaitForExitAsync(Token);

        Assert.Equal(new PwshLiteResult(130, "started\ncleaned up\n", ""), result);
    }
}
