using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using KooDrive.Sandbox;
using KooDrive.TestServer;

namespace KooDrive.PowerShell.Tests;

public sealed class StopTests : ServiceTests
{
    private const string Listing = "$ev = @(); $Error.Clear(); Get-KooDriveTask -All -ErrorVariable +ev";

    public static TheoryData<int, string> Stalls
    {
        get
        {
            var data = new TheoryData<int, string>();
            foreach (int page in new[] { 1, 2, 3 })
            {
                data.Add(page, "headers");
                data.Add(page, "body");
                data.Add(page, "end of body");
            }

            return data;
        }
    }

    [Theory]
    [Trait("Acceptance", "9")]
    [MemberData(nameof(Stalls))]
    public async Task Stop_ends_a_stalled_response(int page, string where)
    {
        var stall = where switch
        {
            "headers" => Behavior.StallBeforeHeaders,
            "body" => Behavior.StallInBody(0),
            _ => Behavior.StallInBody(200),
        };
        Service.Script = Scripts.On(ApiCall.ListTasks, page, stall);
        Connect();
        using var timeout = TestTimeout();
        using var running = Shell.Start(Listing);
        var stalled = await Service.WaitForRequestAsync(page, timeout.Token);
        await running.WaitForOutputAsync((page - 1) * 100, timeout.Token);
        var result = await running.StopAsync(timeout.Token);
        Assert.Equal((page - 1) * 100, result.Output.Count);
        AssertClean(result);
        await stalled.Aborted.WaitAsync(timeout.Token);
        AssertNextCommandWorks();
        Assert.Equal(page + 1, Service.RequestCount);
    }

    [Theory]
    [Trait("Acceptance", "9")]
    [InlineData(429, "3600")]
    [InlineData(503, "100")]
    public async Task Stop_ends_a_long_wait_for_the_next_attempt(int status, string retryAfter)
    {
        Service.Script = Scripts.On(ApiCall.ListTasks, 1, Behavior.Status(status, ("Retry-After", retryAfter)));
        var session = Shell.Run(ConnectApp("-MaximumRetrySeconds 7200 -PassThru")).Clean().Output[0]!;
        using var timeout = TestTimeout();
        using var running = Shell.Start(Listing);
        await Service.WaitForRequestAsync(1, timeout.Token);
        await WaitUntilAsync(() => Count(session, "Retries") == 1, timeout.Token);
        var result = await running.StopAsync(timeout.Token);
        Assert.All(result.Warnings, warning => Assert.Contains("Retrying until", warning, StringComparison.Ordinal));
        AssertClean(result, warnings: 1);
        AssertNextCommandWorks();
        Assert.Equal(2, Service.RequestCount);
    }

    [Fact]
    [Trait("Acceptance", "9")]
    public async Task Stop_ends_a_connection_attempt()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux leaves a caller waiting when the queue of a listener is full.");
        using var listener = new FullListener();
        string connect = ConnectApp().Replace(Service.Endpoint.ToString(), $"http://{listener.Address}", StringComparison.Ordinal);
        var session = Shell.Run(connect + " -ConnectionTimeoutSeconds 3600 -OperationTimeoutSeconds 3600 -PassThru").Clean().Output[0]!;
        using var timeout = TestTimeout();
        using var running = Shell.Start(Listing);
        await WaitUntilAsync(() => Count(session, "Requests") == 1, timeout.Token);
        AssertClean(await running.StopAsync(timeout.Token));
        Connect();
        AssertNextCommandWorks();
    }

    [Fact]
    [Trait("Acceptance", "9")]
    public async Task Stop_ends_a_token_renewal()
    {
        Service.Script = request => request.Call == ApiCall.RefreshSession ? Behavior.StallBeforeHeaders
            : request.Header("Authorization") == "Bearer+" + UserToken ? Behavior.Status(401) : null;
        Shell.Run(ConnectToken($"-SessionId {SessionId}")).Clean();
        using var timeout = TestTimeout();
        using var running = Shell.Start(Listing);
        var refresh = await Service.WaitForRequestAsync(request => request.Call == ApiCall.RefreshSession, timeout.Token);
        AssertClean(await running.StopAsync(timeout.Token));
        await refresh.Aborted.WaitAsync(timeout.Token);
        Service.Script = null;
        AssertNextCommandWorks();
    }

    [Fact]
    [Trait("Acceptance", "9")]
    public async Task Stop_during_the_consumers_work_cancels_the_page_fetched_ahead()
    {
        Service.Script = Scripts.On(ApiCall.ListTasks, 3, Behavior.StallBeforeHeaders);
        using var atWork = new SemaphoreSlim(0);
        Shell["atWork"] = atWork;
        Connect();
        using var timeout = TestTimeout();
        using var running = Shell.Start(
            Listing + " | ForEach-Object { if (++$n -eq 150) { $null = $atWork.Release(); while ($true) { } } }");
        await atWork.WaitAsync(timeout.Token);
        var ahead = await Service.WaitForRequestAsync(3, timeout.Token);
        AssertClean(await running.StopAsync(timeout.Token));
        await ahead.Aborted.WaitAsync(timeout.Token);
        AssertNextCommandWorks();
    }

    // Read from outside: the runspace is busy.
    private static long Count(PSObject session, string counter) => (long)session.Properties[counter].Value;

    private static void AssertClean(RunResult result, int warnings = 0)
    {
        Assert.Empty(result.Errors);
        Assert.InRange(result.Warnings.Count, 0, warnings); // A stop can be earlier than the last warning.
        Assert.IsType<PipelineStoppedException>(result.Terminating);
    }

    private void AssertNextCommandWorks()
    {
        Assert.Equal("0 0", Shell.Run("\"$($Error.Count) $($ev.Count)\"").Single<string>());
        Assert.Single(Shell.Run("Get-KooDriveTask -First 1").Clean().Tasks);
    }

    private static async Task WaitUntilAsync(Func<bool> condition, CancellationToken cancellationToken)
    {
        while (!condition())
            await Task.Delay(TimeSpan.FromMilliseconds(10), cancellationToken);
    }
}
