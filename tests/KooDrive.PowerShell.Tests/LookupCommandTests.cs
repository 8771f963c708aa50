using System;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using KooDrive.Sandbox;
using KooDrive.TestServer;

namespace KooDrive.PowerShell.Tests;

public sealed class LookupCommandTests : ServiceTests
{
    private string[] AllIds => [.. Service.Engine.Tasks.Select(task => task.TaskId!)];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Shell["ids"] = AllIds;
    }

    [Theory]
    [InlineData("Get-KooDriveTask $ids[0..2]")]
    [InlineData("Get-KooDriveTask -TaskId $ids[0], $ids[1], $ids[2]")]
    [InlineData("Get-KooDriveTask -Id $ids[0..2]")]
    [InlineData("$ids[0..2] | Get-KooDriveTask")]
    [InlineData("$ids[0], $ids[1..2] | Get-KooDriveTask")]
    [InlineData("$ids[0..2] | ForEach-Object { [long]$_ } | Get-KooDriveTask")]
    [InlineData("$ids[0..2] | ForEach-Object { [decimal]$_ } | Get-KooDriveTask -ThrottleLimit 1")]
    [InlineData("Get-KooDriveTask -First 3 | Get-KooDriveTask")]
    [InlineData("Get-KooDriveTask -TaskId (Get-KooDriveTask -First 3)")]
    [InlineData("$ids[0..2] | ForEach-Object { [pscustomobject]@{ TaskId = $_; Name = 'x' } } | Get-KooDriveTask")]
    [InlineData("$ids[0..2] | ForEach-Object { [pscustomobject]@{ Id = [long]$_ } } | Get-KooDriveTask")]
    [InlineData("$ids[0..2] | ForEach-Object { \" $_ \" } | Get-KooDriveTask")]
    public void Ids_are_accepted_in_every_form(string script)
    {
        Connect();
        Assert.Equal(AllIds.Take(3), Shell.Run(script).Clean().Ids);
        Assert.Equal(3, Service.CountOf(ApiCall.GetTask));
    }

    [Fact]
    public void An_object_without_an_id_is_one_error_and_stops_no_other()
    {
        Connect();
        var result = Shell.Run("$ids[0], [pscustomobject]@{ Name = 'x' }, '', $ids[1] | Get-KooDriveTask");
        Assert.Null(result.Terminating);
        Assert.Equal(2, result.Errors.Count);
        Assert.Equal(AllIds.Take(2), result.Ids);
        Assert.Equal(2, Service.RequestCount);
    }

    [Theory]
    [InlineData("$ids[0..199] | Get-KooDriveTask", 8)]
    [InlineData("Get-KooDriveTask $ids[0..199]", 8)]
    [InlineData("$ids[0..199] | Get-KooDriveTask -ThrottleLimit 20", 20)]
    [InlineData("$ids[0..199] | Get-KooDriveTask -ThrottleLimit 1", 1)]
    public void Two_hundred_ids_take_the_time_that_the_limit_allows(string script, int limit)
    {
        var rendezvous = new Rendezvous(limit);
        Service.Script = _ => rendezvous.Behavior;
        Connect();
        Assert.Equal(AllIds.Take(200), Shell.Run(script).Clean().Ids);
        Assert.Equal((200 / limit, limit, 200), (rendezvous.Meetings, rendezvous.Most, Service.RequestCount));
    }

    [Fact]
    public async Task A_task_is_output_in_order_as_early_as_possible()
    {
        var gates = AllIds.Take(3).ToDictionary(id => id, _ => new TaskCompletionSource());
        Service.Script = request => Behavior.After(gates[request.LastSegment].Task);
        Connect();
        using var timeout = TestTimeout();
        using var running = Shell.Start("$ids[0..2] | Get-KooDriveTask");
        await Service.WaitForRequestAsync(3, timeout.Token);
        gates[AllIds[1]].SetResult();
        gates[AllIds[0]].SetResult();
        await running.WaitForOutputAsync(2, timeout.Token);
        Assert.Equal(2, running.OutputCount);
        gates[AllIds[2]].SetResult();
        Assert.Equal(AllIds.Take(3), (await running.WaitAsync(timeout.Token)).Clean().Ids);
    }

    [Theory]
    [Trait("Acceptance", "14")]
    [InlineData("Continue")]
    [InlineData("SilentlyContinue")]
    [InlineData("Ignore")]
    [InlineData("Stop")]
    public void An_unknown_id_among_three_is_one_error_with_that_id(string action)
    {
        Connect();
        var result = Shell.Run($"$Error.Clear(); $ids[0], '4711', $ids[1] | Get-KooDriveTask -ErrorAction {action} -ErrorVariable ev");
        bool isStop = action == "Stop";
        Assert.Equal(AllIds.Take(isStop ? 1 : 2), result.Ids);
        Assert.Equal(action == "Continue" ? 1 : 0, result.Errors.Count);
        Assert.Equal(isStop, result.Terminating is not null);
        Assert.Equal(action == "Ignore", Shell.Run("$Error.Count -eq 0").Single<bool>());
        var error = isStop ? result.Terminating!.ErrorRecord
            : action == "Ignore" ? null
            : Shell.Run("$ev[0]").Single<ErrorRecord>();
        if (error is null)
            return;
        Assert.Equal("TaskNotFound,KooDrive.PowerShell.Cmdlets.GetKooDriveTaskCommand", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.ObjectNotFound, error.CategoryInfo.Category);
        Assert.Equal("4711", error.TargetObject);
        Assert.Equal("13000309", Assert.IsType<KooDriveException>(error.Exception).ServiceCode);
    }

    [Theory]
    [Trait("Acceptance", "10")]
    [InlineData("$ids | Get-KooDriveTask | Select-First 1")]
    [InlineData("Get-KooDriveTask $ids | Select-First 1")]
    [InlineData("foreach ($once in 1) { $ids | Get-KooDriveTask | ForEach-Object { $_; break } }")]
    public async Task An_early_end_closes_open_requests_and_sends_no_more(string script)
    {
        using var timeout = TestTimeout();
        var allOthers = Service.WaitForRequestAsync(8, timeout.Token);
        Service.Script = request =>
            request.LastSegment == AllIds[0] ? Behavior.After(allOthers, Behavior.PassAndClose) : Behavior.StallBeforeHeaders;
        Connect();
        using var running = Shell.Start(script);
        Assert.Equal(AllIds.Take(1), (await running.WaitAsync(timeout.Token)).Clean().Ids);
        foreach (var request in Service.Requests.Where(request => request.LastSegment != AllIds[0]))
            await request.Aborted.WaitAsync(timeout.Token);
        Shell.Run("Disconnect-KooDrive").Clean();
        await Service.WaitForNoConnectionsAsync(timeout.Token);

        // Eight at a time, and the ninth if it was sent before the end. The session is closed: nothing more can come.
        Assert.InRange(Service.RequestCount, 8, 9);
        Assert.Equal(0, Shell.Run("$Error.Count").Single<int>());
    }

    [Fact]
    [Trait("Acceptance", "9")]
    public async Task Stop_closes_open_requests_without_an_error()
    {
        Service.Script = request => request.LastSegment == AllIds[0] ? Behavior.PassAndClose : Behavior.StallBeforeHeaders;
        Connect();
        using var timeout = TestTimeout();
        using var running = Shell.Start("$ids | Get-KooDriveTask -ErrorVariable ev");
        await Service.WaitForRequestAsync(9, timeout.Token);
        await running.WaitForOutputAsync(1, timeout.Token);
        var result = await running.StopAsync(timeout.Token);
        Assert.IsType<PipelineStoppedException>(result.Terminating);
        Assert.Empty(result.Errors);
        foreach (var request in Service.Requests.Where(request => request.LastSegment != AllIds[0]))
            await request.Aborted.WaitAsync(timeout.Token);
        Assert.Equal(9, Service.RequestCount);
        Assert.Equal("0 0", Shell.Run("\"$($Error.Count) $($ev.Count)\"").Single<string>());
        Service.Script = null;
        Assert.Equal(AllIds.Take(2), Shell.Run("Get-KooDriveTask $ids[0..1]").Clean().Ids);
    }

    [Theory]
    [Trait("Acceptance", "5")]
    [InlineData(5)]
    [InlineData(60)]
    [InlineData(200)]
    public async Task A_listing_and_lookups_in_one_pipeline_share_one_new_token(int requestsOfTheOldOne)
    {
        Service.Script = request => request.Number > requestsOfTheOldOne && request.Header("Authorization") == "Bearer+" + UserToken
            ? Behavior.Status(401)
            : null;
        Shell.Run(ConnectToken("-AccessTokenProvider { $global:calls++; '" + NextUserToken + "' }")).Clean();
        using var timeout = TestTimeout();
        using var running = Shell.Start("Get-KooDriveTask -All -PageSize 20 | Get-KooDriveTask");
        Assert.Equal(AllIds, (await running.WaitAsync(timeout.Token)).Clean().Ids);
        Assert.Equal(1, Shell["calls"]);
    }

    [Fact]
    [Trait("Acceptance", "5")]
    public async Task A_failed_provider_is_called_once_and_every_id_has_its_error()
    {
        Service.Script = _ => Behavior.Status(401);
        Shell.Run(ConnectToken("-AccessTokenProvider { $global:calls++; throw 'no token available' }")).Clean();
        using var timeout = TestTimeout();
        using var running = Shell.Start("$ids[0..29] | Get-KooDriveTask");
        var result = await running.WaitAsync(timeout.Token);
        Assert.Equal(AllIds.Take(30), result.Errors.Select(error => error.TargetObject));
        Assert.All(
            result.Errors, error => Assert.StartsWith("AuthenticationFailed,", error.FullyQualifiedErrorId, StringComparison.Ordinal));
        Assert.Equal(1, Shell["calls"]);
    }
}
