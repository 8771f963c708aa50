using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Threading.Tasks;
using KooDrive.Sandbox;
using KooDrive.TestServer;

namespace KooDrive.PowerShell.Tests;

/// <summary>Who waits for a request that is retried hears of it: why, and until when.</summary>
[Collection(ProcessWide.Name)]
[Trait("Acceptance", "34")]
public sealed class RetryDisplayTests : IAsyncLifetime
{
    private const string Listing = "Get-KooDriveTask -First 1";

    private readonly TestClock _clock = new();
    private IDisposable _useClock = null!;
    private FakeService _service = null!;

    public async ValueTask InitializeAsync()
    {
        _useClock = ProcessWide.UseClock(_clock);
        _service = await FakeService.StartAsync(
            new SandboxOptions { TaskCount = 250, Apps = new Dictionary<string, string> { ["app-1"] = "s3cr3t" } }, _clock);
        _service.Script = Scripts.Sequence(ApiCall.List, [.. Enumerable.Repeat(Behavior.Status(503, ("Retry-After", "2")), 10)]);
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        _useClock.Dispose();
    }

    [Fact]
    public async Task A_progress_bar_says_why_and_until_when_and_goes_when_it_goes_on()
    {
        var (host, shell) = await RunAsync(Listing);
        var shown = RetriesOn(host);
        Assert.InRange(shown.Length, 2, 10);
        Assert.Equal(ProgressRecordType.Completed, shown[^1].RecordType);
        Assert.All(shown.SkipLast(1), record =>
        {
            Assert.Equal(ProgressRecordType.Processing, record.RecordType);
            Assert.NotEmpty(record.CurrentOperation);
            Assert.StartsWith("until ", record.StatusDescription, StringComparison.Ordinal);
            Assert.InRange(record.SecondsRemaining, 1, 120);
        });
        Assert.Empty(shell.Streams.Warning);
    }

    [Fact]
    public async Task It_does_not_show_the_retries_of_the_first_seconds()
    {
        _service.Script = Scripts.On(ApiCall.List, 1, Behavior.Status(503, ("Retry-After", "1")));
        var (host, shell) = await RunAsync(Listing);
        Assert.Empty(RetriesOn(host));
        Assert.Empty(shell.Streams.Warning);
    }

    [Theory]
    [InlineData(false, Listing)]
    [InlineData(true, "$ProgressPreference = 'SilentlyContinue'; " + Listing)]
    [InlineData(true, Listing + " -ProgressAction Ignore")]
    public async Task Where_nobody_looks_there_is_one_warning(bool hasScreen, string script)
    {
        var (host, shell) = await RunAsync(script, hasScreen);
        Assert.Empty(RetriesOn(host));
        Assert.Matches("The service .* It is tried again until ", Assert.Single(shell.Streams.Warning).Message);
    }

    [Fact]
    public async Task A_failure_takes_it_away()
    {
        _service.Script = Scripts.Always(ApiCall.List, Behavior.Status(503));
        var (host, _) = await RunAsync(Listing + " -ErrorAction Ignore");
        Assert.Equal(ProgressRecordType.Completed, RetriesOn(host)[^1].RecordType);
    }

    // Beside the listing's own bar.
    private static ProgressRecord[] RetriesOn(ProgressHost host) => [.. host.Shown.Where(record => record.Activity.Contains("trying again", StringComparison.Ordinal))];

    private async Task<(ProgressHost Host, PowerShellInstance Shell)> RunAsync(string script, bool hasScreen = true)
    {
        var host = new ProgressHost(hasScreen);
        using var runspace = RunspaceFactory.CreateRunspace(host, InitialSessionState.CreateDefault2());
        runspace.Open();
        using var shell = PowerShellInstance.Create(runspace);
        shell.AddScript($"""
            Import-Module '{StagedModule.Manifest}' -ErrorAction Stop
            Connect-KooDrive -AppId app-1 -AppSecret s3cr3t -UserId 42 -Endpoint {_service.Endpoint} -NoProxy -OperationTimeoutSeconds 7200
            {script}
            """);
        await Task.Run(() => shell.Invoke(), TestContext.Current.CancellationToken);
        Assert.True(shell.Streams.Error.Count == 0, string.Join(Environment.NewLine, shell.Streams.Error));
        return (host, shell);
    }
}
