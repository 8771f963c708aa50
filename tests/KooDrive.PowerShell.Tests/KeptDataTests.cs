using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using KooDrive.TestServer;

namespace KooDrive.PowerShell.Tests;

/// <summary>The data that only a listing returns is kept when a task passes through a command that requests it by id.</summary>
public sealed class KeptDataTests : ServiceTests
{
    private static readonly DateTimeOffset Created = new(2026, 8, 12, 7, 22, 33, 250, TimeSpan.Zero);

    // Two, because a wait for more would list them.
    private IEnumerable<TaskInfo> Ended => Service.Engine.Tasks.Where(task => task.IsCompleted).Take(2);

    // The service returns no times, parameters and locale for a task by id.
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Service.Pages = new PagePlan(new ScriptedPage([.. Ended.Select(Listed)], NextCursor: null));
        Connect();
    }

    [Theory]
    [InlineData("Get-KooDriveTask -All | Get-KooDriveTask")]
    [InlineData("Get-KooDriveTask -TaskId (Get-KooDriveTask -All)")]
    [InlineData("Get-KooDriveTask -All | Get-KooDriveTask -ThrottleLimit 1")]
    [InlineData("Get-KooDriveTask -All | Get-KooDriveTask | Get-KooDriveTask")]
    [InlineData("Get-KooDriveTask -All | Wait-KooDriveTask -TimeoutSeconds 0")]
    [InlineData("$tasks = @(Get-KooDriveTask -All); @($tasks + $tasks | Get-KooDriveTask)[2..3]")]
    [InlineData("Get-KooDriveTask -All | Restore | Get-KooDriveTask")]
    [InlineData("Wait-KooDriveTask -TimeoutSeconds 0 -TaskId (Get-KooDriveTask -All | Restore)")]
    public void Tasks_keep_what_only_a_listing_returns(string script)
    {
        var result = Shell.Run(Restore.Filter + script).Clean();
        Assert.Equal(Ended.Select(task => task.TaskId).Order(), result.Ids.Order());
        Assert.All(result.Tasks, task => Assert.Equal(
            (Created, Created.AddSeconds(3), Created.AddHours(1), "CN", "{\"a\":1}"),
            (task.CreateTime, task.StartTime, task.EndTime, task.Locale, task.InitParams)));
    }

    [Fact]
    public void State_and_result_are_those_of_the_new_response()
    {
        var known = Ended.First();
        var result = Shell.Run($"""
            $task = Get-KooDriveTask -TaskId {known.TaskId}
            $task.Status = 'Executing'
            $task.ResultCode = 'old'
            $task.TaskName = 'old'
            $task | Get-KooDriveTask
            """).Clean();
        var task = Assert.Single(result.Tasks);
        Assert.Equal((known.Status, known.ResultCode, known.TaskName), (task.Status, task.ResultCode, task.TaskName));
    }

    [Fact]
    public void Ids_without_objects_keep_nothing()
    {
        var result = Shell.Run("(Get-KooDriveTask -All).TaskId | Get-KooDriveTask").Clean();
        Assert.All(result.Tasks, task => Assert.Equal((null, null), (task.CreateTime, task.InitParams)));
    }

    private static TaskInfo Listed(TaskInfo task) => new()
    {
        TaskId = task.TaskId,
        TaskName = task.TaskName,
        TaskType = task.TaskType,
        Status = TaskStatus.Success,
        CreateTime = Created,
        StartTime = Created.AddSeconds(3),
        EndTime = Created.AddHours(1),
        Locale = "CN",
        InitParams = "{\"a\":1}",
    };
}
