using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Threading.Tasks;
using KooDrive.TestServer;

namespace KooDrive.PowerShell.Tests;

/// <summary>Progress with a clock that every request advances by a tenth of a second.</summary>
[Trait("Acceptance", "23")]
public sealed class ProgressTests : FakeClockTests
{
    private const string ListAll = "Get-KooDriveTask -All -PageSize 5";
    private static readonly TimeSpan TimeOfARequest = TimeSpan.FromMilliseconds(100);

    public ProgressTests() => Clock.SkipsDelays = false;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Service.Script = _ =>
        {
            Clock.Advance(TimeOfARequest);
            return null;
        };
    }

    [Fact]
    public async Task A_listing_shows_its_progress_and_removes_it_at_the_end()
    {
        var shown = await RunAsync(ListAll);
        AssertShownAndTakenAway(shown);

        // Fifty requests are five seconds: at most five updates in each of them.
        Assert.InRange(shown.Count, 5, 26);
        Assert.All(shown, record => Assert.Equal(-1, record.PercentComplete));
        Assert.All(
            shown.SkipLast(1),
            record => Assert.Matches("^[0-9]+ tasks in [0-9]+ pages?, [0-9]+ per second$", record.StatusDescription));
    }

    [Fact]
    public async Task A_short_listing_shows_no_progress() =>
        Assert.Empty(await RunAsync("Get-KooDriveTask -All"));

    [Theory]
    [InlineData(ListAll + " | Select-First 200")]
    [InlineData("try { " + ListAll + " | ForEach-Object { if (++$n -eq 200) { throw 'enough' } } } catch { }")]
    [InlineData("Get-KooDriveTask -First 200 -PageSize 5")]
    public async Task An_early_end_removes_the_progress(string script) => AssertShownAndTakenAway(await RunAsync(script));

    [Fact]
    public async Task A_failure_removes_the_progress()
    {
        var script = Service.Script!;
        Service.Script = request => request.Number > 30 ? Behavior.Status(403) : script(request);
        AssertShownAndTakenAway(await RunAsync(ListAll + " -ErrorAction Ignore"));
    }

    [Fact]
    public async Task A_stop_removes_the_progress()
    {
        var script = Service.Script!;
        Service.Script = request => request.Number > 30 ? Behavior.StallBeforeHeaders : script(request);
        var host = new ProgressHost(hasScreen: true);
        using var runspace = Open(host);
        using var shell = PowerShellInstance.Create(runspace);
        shell.AddScript(ListAll);
        var begun = shell.BeginInvoke();
        await Service.WaitForRequestAsync(31, TestContext.Current.CancellationToken);
        await Task.Run(shell.Stop, TestContext.Current.CancellationToken);
        Assert.ThrowsAny<RuntimeException>(() => shell.EndInvoke(begun));
        AssertShownAndTakenAway(host.Shown);
    }

    [Fact]
    public async Task A_wait_shows_how_many_have_ended_and_the_time()
    {
        var shown = await RunAsync(WaitForTwenty());
        AssertShownAndTakenAway(shown);
        Assert.All(
            shown.SkipLast(1),
            record => Assert.Matches("^[0-9]+ of 20 ended, [0-9]+ (seconds?|minutes?.*) elapsed$", record.StatusDescription));
        Assert.All(shown.SkipLast(1), record => Assert.InRange(record.PercentComplete, 0, 100));
    }

    [Fact]
    public async Task A_slow_terminal_does_not_delay_the_end_of_a_wait()
    {
        const int Enough = 200;
        int updates = 0;
        var shown = await RunAsync(WaitForTwenty(), whenShown: () =>
        {
            if (++updates < Enough)
                Clock.Advance(TimeSpan.FromSeconds(1));
        });
        AssertShownAndTakenAway(shown);
        Assert.True(shown.Count < Enough, "The updates kept each other going.");
    }

    [Theory]
    [InlineData(false, ListAll)]
    [InlineData(true, "$ProgressPreference = 'SilentlyContinue'; " + ListAll)]
    [InlineData(true, "$ProgressPreference = [System.Management.Automation.ActionPreference]::Ignore; " + ListAll)]
    [InlineData(true, ListAll + " -ProgressAction SilentlyContinue")]
    [InlineData(true, ListAll + " -ProgressAction Ignore")]
    public async Task No_progress_is_shown_if_it_is_not_visible_or_not_wanted(bool hasScreen, string script) =>
        Assert.Empty(await RunAsync(script, hasScreen));

    private static void AssertShownAndTakenAway(IReadOnlyList<ProgressRecord> shown)
    {
        Assert.NotEmpty(shown);
        Assert.Single(shown.Select(record => record.ActivityId).Distinct());
        Assert.Equal(ProgressRecordType.Completed, shown[^1].RecordType);
        Assert.True(shown.Count > 1);
        Assert.All(shown.SkipLast(1), record => Assert.Equal(ProgressRecordType.Processing, record.RecordType));
    }

    // Twenty tasks that end one after the other, and the command that waits for them.
    private string WaitForTwenty()
    {
        var board = new TaskBoard(Service, Clock);
        string[] ids = board.AddMany(20, TimeSpan.FromSeconds(1));
        Service.Script = request =>
        {
            Clock.Advance(TimeOfARequest);
            return board.Response(request);
        };
        Clock.SkipsDelays = true;
        return $"Wait-KooDriveTask '{string.Join("','", ids)}' -TimeoutSeconds 60";
    }

    private async Task<IReadOnlyList<ProgressRecord>> RunAsync(string script, bool hasScreen = true, Action? whenShown = null)
    {
        var host = new ProgressHost(hasScreen, whenShown);
        using var runspace = Open(host);
        using var shell = PowerShellInstance.Create(runspace);
        shell.AddScript(script);
        await Task.Run(() => shell.Invoke(), TestContext.Current.CancellationToken);
        Assert.True(shell.Streams.Error.Count == 0, string.Join(Environment.NewLine, shell.Streams.Error));
        return host.Shown;
    }

    private Runspace Open(ProgressHost host)
    {
        var state = InitialSessionState.CreateDefault2();
        state.Commands.Add(new SessionStateCmdletEntry("Select-First", typeof(SelectFirstCommand), helpFileName: null));
        var runspace = RunspaceFactory.CreateRunspace(host, state);
        runspace.Open();
        using var shell = PowerShellInstance.Create(runspace);
        shell.AddScript($"""
            Import-Module '{StagedModule.Manifest}' -ErrorAction Stop
            {ConnectApp()}
            """);
        shell.Invoke();
        Assert.False(shell.HadErrors);
        return runspace;
    }
}
