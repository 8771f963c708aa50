using System;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using KooDrive.Sandbox;
using KooDrive.TestServer;

namespace KooDrive.PowerShell.Tests;

/// <summary>Retries are shown to the user: why, and until when.</summary>
[Trait("Acceptance", "34")]
public sealed class RetryDisplayTests : FakeClockTests
{
    private const string Listing = "Get-KooDriveTask -First 1";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Service.Script = Scripts.Sequence(ApiCall.ListTasks, [.. Enumerable.Repeat(Behavior.Status(503, ("Retry-After", "2")), 10)]);
    }

    [Fact]
    public async Task A_progress_bar_shows_why_and_until_when_and_is_removed_after_success()
    {
        var (host, shell) = await RunAsync(Listing);
        var shown = RetriesOn(host);
        Assert.InRange(shown.Length, 2, 10);
        Assert.Equal(ProgressRecordType.Completed, shown[^1].RecordType);
        Assert.All(shown.SkipLast(1), record =>
        {
            Assert.Equal(ProgressRecordType.Processing, record.RecordType);
            Assert.NotEmpty(record.CurrentOperation);
            Assert.StartsWith("Retrying until ", record.StatusDescription, StringComparison.Ordinal);
            Assert.InRange(record.SecondsRemaining, 1, 120);
        });
        Assert.Empty(shell.Streams.Warning);
    }

    [Fact]
    public async Task Retries_of_the_first_seconds_are_not_shown()
    {
        Service.Script = Scripts.On(ApiCall.ListTasks, 1, Behavior.Status(503, ("Retry-After", "1")));
        var (host, shell) = await RunAsync(Listing);
        Assert.Empty(RetriesOn(host));
        Assert.Empty(shell.Streams.Warning);
    }

    [Theory]
    [InlineData(false, Listing)]
    [InlineData(true, "$ProgressPreference = 'SilentlyContinue'; " + Listing)]
    [InlineData(true, Listing + " -ProgressAction Ignore")]
    public async Task A_host_without_a_screen_gets_one_warning(bool hasScreen, string script)
    {
        var (host, shell) = await RunAsync(script, hasScreen);
        Assert.Empty(RetriesOn(host));
        Assert.Matches("The service .* Retrying until ", Assert.Single(shell.Streams.Warning).Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_refused_connection_is_shown_with_its_reason_and_end(bool hasScreen)
    {
        using var closed = new ClosedPort();
        var (host, shell) = await RunAsync(ConnectTo($"http://{closed.Address}") + Listing + " -ErrorAction Ignore", hasScreen);
        string[] shown =
        [
            .. RetriesOn(host).SkipLast(1).Select(record => record.CurrentOperation),
            .. shell.Streams.Warning.Select(record => record.Message),
        ];
        Assert.NotEmpty(shown);
        Assert.All(
            shown,
            text => Assert.StartsWith("The connection for GET /task/list could not be established.", text, StringComparison.Ordinal));
        Assert.Equal(hasScreen ? 0 : 1, shell.Streams.Warning.Count);
        Assert.NotEmpty(Clock.Delays);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_host_name_that_does_not_exist_fails_at_once(bool hasScreen)
    {
        Assert.SkipUnless(IsUnknown("koodrive.invalid"), "Nobody here can tell which names exist.");
        string check = "; if ($failure.Exception.Reason -ne 'UnknownHost') { throw $failure }";
        var (host, shell) = await RunAsync(
            ConnectTo("https://koodrive.invalid") + Listing + " -ErrorVariable failure -ErrorAction SilentlyContinue" + check, hasScreen);
        Assert.Empty(RetriesOn(host));
        Assert.Empty(shell.Streams.Warning);
        Assert.Empty(Clock.Delays);
    }

    [Fact]
    public async Task A_failure_removes_the_progress_bar()
    {
        Service.Script = Scripts.Always(ApiCall.ListTasks, Behavior.Status(503));
        var (host, _) = await RunAsync(Listing + " -ErrorAction Ignore");
        Assert.Equal(ProgressRecordType.Completed, RetriesOn(host)[^1].RecordType);
    }

    private static string ConnectTo(string endpoint) =>
        $"Connect-KooDrive -AppId {AppId} -AppSecret {AppSecret} -UserId {UserId} -Endpoint {endpoint} -NoProxy; ";

    private static bool IsUnknown(string name)
    {
        try
        {
            return Dns.GetHostAddresses(name).Length == 0;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData;
        }
    }

    // In addition to the listing's bar.
    private static ProgressRecord[] RetriesOn(ProgressHost host) =>
        [.. host.Shown.Where(record => record.Activity.Contains(", retrying", StringComparison.Ordinal))];

    private async Task<(ProgressHost Host, PowerShellInstance Shell)> RunAsync(string script, bool hasScreen = true)
    {
        var host = new ProgressHost(hasScreen);
        using var runspace = RunspaceFactory.CreateRunspace(host, InitialSessionState.CreateDefault2());
        runspace.Open();
        using var shell = PowerShellInstance.Create(runspace);
        shell.AddScript($"""
            Import-Module '{StagedModule.Manifest}' -ErrorAction Stop
            {ConnectApp("-OperationTimeoutSeconds 7200")}
            {script}
            """);
        await Task.Run(() => shell.Invoke(), TestContext.Current.CancellationToken);
        Assert.True(shell.Streams.Error.Count == 0, string.Join(Environment.NewLine, shell.Streams.Error));
        return (host, shell);
    }
}
