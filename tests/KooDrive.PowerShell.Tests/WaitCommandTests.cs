using System;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using KooDrive.Sandbox;
using KooDrive.TestServer;

namespace KooDrive.PowerShell.Tests;

public sealed class WaitCommandTests : FakeClockTests
{
    private const string TimedOut = "WaitTimeout,KooDrive.PowerShell.Cmdlets.WaitKooDriveTaskCommand";

    private TaskBoard _board = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _board = new TaskBoard(Service, Clock);
        Service.Script = _board.Response;
        Connect();
    }

    [Fact]
    [Trait("Acceptance", "18")]
    public void A_hundred_piped_tasks_succeed_fail_or_time_out_each_with_its_outcome()
    {
        string[] succeeding = _board.AddMany(40, TimeSpan.FromSeconds(10));
        string[] failing = _board.AddMany(30, TimeSpan.FromSeconds(30), TaskStatus.Failed);
        string[] endless = _board.AddMany(29, endsAfter: null);
        Shell["ids"] = endless.Concat(failing).Append("4711").Concat(succeeding).ToArray();
        var begin = Clock.GetUtcNow();
        var result = Shell.Run("$ids | Wait-KooDriveTask -TimeoutSeconds 60");

        Assert.Null(result.Terminating);
        Assert.Equal(succeeding, result.Tasks.Where(task => task.Status == TaskStatus.Success).Select(task => task.TaskId!).Order());
        Assert.Equal(failing, result.Tasks.Where(task => task.Status == TaskStatus.Failed).Select(task => task.TaskId!).Order());
        var errors = result.Errors.ToLookup(error => error.FullyQualifiedErrorId, error => (string)error.TargetObject);
        Assert.Equal(endless, errors[TimedOut].Order());
        Assert.Equal(["4711"], errors["TaskNotFound,KooDrive.PowerShell.Cmdlets.WaitKooDriveTaskCommand"]);
        Assert.Equal(30, result.Errors.Count);
        Assert.All(
            result.Errors.Where(error => error.FullyQualifiedErrorId == TimedOut),
            error => Assert.Equal(ErrorCategory.OperationTimeout, error.CategoryInfo.Category));
        Assert.InRange(Clock.GetUtcNow() - begin, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(61));
        Assert.InRange(Service.CountOf(ApiCall.ListTasks), 5, 20);
        Assert.Equal(71, Service.CountOf(ApiCall.GetTask));
    }

    [Theory]
    [InlineData(100, "lists the unfinished tasks")]
    [InlineData(2, "Waiting for 2 tasks. Each round requests")]
    [InlineData(1, "Waiting for 1 task. Each round requests")]
    public void The_verbose_line_reports_once_how_tasks_are_polled(int count, string how)
    {
        Shell["ids"] = _board.AddMany(count, TimeSpan.FromSeconds(20));
        var result = Shell.Run("$ids | Wait-KooDriveTask -TimeoutSeconds 60 -Verbose").Clean();
        Assert.Equal(count, result.Tasks.Count);
        Assert.Contains(how, Assert.Single(result.Verbose), StringComparison.Ordinal);
    }

    [Fact]
    public void Tasks_are_accepted_in_every_form_of_their_ids()
    {
        string[] ids = _board.AddMany(3, TimeSpan.FromSeconds(10));
        Shell["ids"] = ids;
        var result = Shell.Run("(Get-KooDriveTask $ids[0]), [long]$ids[1], [pscustomobject]@{ Id = $ids[2] }, $ids[2] | Wait-KooDriveTask")
            .Clean();
        Assert.Equal(ids, result.Ids.Order());
    }

    [Fact]
    public void A_new_task_is_waited_for_and_its_result_read_in_one_pipeline()
    {
        Service.Script = null;
        var result = Shell.Run("""
            New-KooDriveTask -ResultId list -OrganizationId organization -OrganizationUserId user -Confirm:$false |
                Wait-KooDriveTask -TimeoutSeconds 60 | Get-KooDriveTaskResult
            """).Single<TaskResult>();
        Assert.Equal((Service.Engine.Tasks.First().TaskId, 2), (result.TaskId, result.FailCount));
    }

    [Fact]
    public void Zero_seconds_poll_once()
    {
        Shell["ids"] = _board.AddMany(2, TimeSpan.Zero).Concat(_board.AddMany(2, endsAfter: null)).ToArray();
        var result = Shell.Run("Wait-KooDriveTask $ids -TimeoutSeconds 0");
        Assert.Equal(2, result.Tasks.Count);
        Assert.Equal([TimedOut, TimedOut], result.Errors.Select(error => error.FullyQualifiedErrorId));
        Assert.Empty(Clock.Delays);
    }

    [Theory]
    [Trait("Acceptance", "14")]
    [InlineData("SilentlyContinue", 2)]
    [InlineData("Ignore", 0)]
    public void The_error_action_is_obeyed(string action, int recorded)
    {
        Shell["ids"] = _board.AddMany(2, TimeSpan.FromSeconds(5)).Concat(_board.AddMany(2, endsAfter: null)).ToArray();
        var result = Shell.Run($"$Error.Clear(); $ids | Wait-KooDriveTask -TimeoutSeconds 60 -ErrorAction {action}");
        Assert.Equal(2, result.Clean().Tasks.Count);
        Assert.Equal(recorded, Shell.Run("@($Error).Count").Single<int>());
    }

    [Fact]
    [Trait("Acceptance", "14")]
    public void ErrorAction_Stop_ends_the_wait_with_the_first_error()
    {
        Shell["ids"] = _board.AddMany(2, TimeSpan.FromSeconds(5)).Concat(_board.AddMany(2, endsAfter: null)).ToArray();
        var result = Shell.Run("$ids | Wait-KooDriveTask -TimeoutSeconds 60 -ErrorAction Stop");
        Assert.Equal(2, result.Tasks.Count);
        Assert.Equal(TimedOut, result.Terminating?.ErrorRecord.FullyQualifiedErrorId);
    }

    [Fact]
    public void An_unavailableService_is_one_error_about_all_tasks()
    {
        Shell["ids"] = _board.AddMany(10, endsAfter: null);
        Service.Script = request => request.Time > Clock.Start + TimeSpan.FromSeconds(20)
            ? Behavior.Status(503)
            : _board.Response(request);
        var error = Shell.Run("$ids | Wait-KooDriveTask").Error();
        Assert.Equal("ServiceUnavailable,KooDrive.PowerShell.Cmdlets.WaitKooDriveTaskCommand", error.FullyQualifiedErrorId);
        Assert.Equal(10, Assert.IsType<string[]>(error.TargetObject).Length);
    }

    [Theory]
    [Trait("Acceptance", "9")]
    [InlineData(1)]
    [InlineData(10)]
    public async Task Stop_ends_the_pause_without_an_error(int count)
    {
        Clock.SkipsDelays = false;
        string ended = _board.AddMany(1, TimeSpan.Zero).Single();
        Shell["ids"] = _board.AddMany(count, endsAfter: null).Append(ended).ToArray();
        using var timeout = TestTimeout();
        using var running = Shell.Start("$Error.Clear(); $ids | Wait-KooDriveTask -TimeoutSeconds 600 -ErrorVariable ev");
        await running.WaitForOutputAsync(1, timeout.Token);
        int requests = Service.RequestCount;
        var result = await running.StopAsync(timeout.Token);
        Assert.IsType<PipelineStoppedException>(result.Terminating);
        Assert.Empty(result.Errors);
        Assert.Equal(ended, Assert.Single(result.Ids));
        Assert.Equal("0 0", Shell.Run("\"$($Error.Count) $($ev.Count)\"").Single<string>());
        Assert.Equal(requests, Service.RequestCount);
        Assert.Equal(0, Clock.OpenTimers);
        Assert.Single(Shell.Run($"Get-KooDriveTask {ended}").Clean().Tasks);
    }

    [Fact]
    [Trait("Acceptance", "10")]
    public void An_early_end_sends_no_more_requests()
    {
        string[] ids = _board.AddMany(5, TimeSpan.Zero);
        Shell["ids"] = ids.Concat(_board.AddMany(5, endsAfter: null)).ToArray();
        Assert.Single(Shell.Run("$ids | Wait-KooDriveTask | Select-First 1").Clean().Tasks);
        Assert.Equal(6, Service.RequestCount);
        Assert.Equal(0, Clock.OpenTimers);
    }

    [Fact]
    [Trait("Acceptance", "5")]
    public void The_token_provider_runs_during_the_wait()
    {
        Shell.Run(ConnectToken("-AccessTokenProvider { $global:calls++; '" + NextUserToken + "' }")).Clean();
        Shell["ids"] = _board.AddMany(20, TimeSpan.FromSeconds(30));
        Service.Script = request => request.Time > Clock.Start + TimeSpan.FromSeconds(10)
            && request.Header("Authorization") == "Bearer+" + UserToken
            ? Behavior.Status(401)
            : _board.Response(request);
        Assert.Equal(20, Shell.Run("$ids | Wait-KooDriveTask -TimeoutSeconds 60").Clean().Tasks.Count);
        Assert.Equal(1, Shell["calls"]);
    }
}
