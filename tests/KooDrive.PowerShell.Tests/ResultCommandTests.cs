using System.Linq;
using System.Management.Automation;
using KooDrive.Sandbox;
using KooDrive.TestServer;

namespace KooDrive.PowerShell.Tests;

public sealed class ResultCommandTests : ServiceTests
{
    [Fact]
    public void Results_of_a_pipeline_have_counts_and_failures()
    {
        Connect();
        var result = Shell.Run("Get-KooDriveTask -TaskType BatchImport -Status Success, Failed -First 10 | Get-KooDriveTaskResult").Clean();
        var results = result.Output.Select(output => Assert.IsType<TaskResult>(output!.BaseObject)).ToArray();
        Assert.Equal(10, results.Length);
        Assert.Equal(
            Service.Engine.Tasks.Where(task => task is { TaskType: TaskType.BatchImport, EndTime: not null }).Take(10)
                .Select(task => task.TaskId),
            results.Select(one => one.TaskId));
        Assert.All(results, one => Assert.Equal(one.FailCount, one.Failures.Count));
        Assert.Contains(results, one => one.Failures.Count > 0);
        Assert.Equal(
            results.Sum(one => one.Failures.Count),
            Shell.Run("""
                Get-KooDriveTask -TaskType BatchImport -Status Success, Failed -First 10 | Get-KooDriveTaskResult |
                    ForEach-Object Failures | ForEach-Object { "$($_.UserName): $($_.Description)" }
                """).Clean().Output.Count);
    }

    [Fact]
    [Trait("Acceptance", "14")]
    public void A_task_without_a_result_is_one_error_and_stops_no_other()
    {
        Connect();
        string id = Service.Engine.Tasks.First(task => task is { TaskType: TaskType.BatchImport, Status: TaskStatus.Success }).TaskId!;
        string unfinished = Service.Engine.Tasks.First(task => task.Status is TaskStatus.New or TaskStatus.Executing).TaskId!;
        var result = Shell.Run($"'{unfinished}', '4711', '{id}' | Get-KooDriveTaskResult");
        Assert.Null(result.Terminating);
        Assert.Equal(id, Assert.IsType<TaskResult>(Assert.Single(result.Output)!.BaseObject).TaskId);
        Assert.Equal([unfinished, "4711"], result.Errors.Select(error => error.TargetObject));
        Assert.All(result.Errors, error =>
        {
            Assert.Equal("TaskNotFound,KooDrive.PowerShell.Cmdlets.GetKooDriveTaskResultCommand", error.FullyQualifiedErrorId);
            Assert.Equal(ErrorCategory.ObjectNotFound, error.CategoryInfo.Category);
        });
    }

    [Fact]
    public void Missing_members_are_null_or_empty()
    {
        Service.Script = Scripts.Always(ApiCall.GetTaskResult, Behavior.Body("""{"data":{"successCount":3},"code":0}"""));
        Connect();
        var result = Shell.Run("Get-KooDriveTaskResult 4711").Single<TaskResult>();
        Assert.Equal((3, null), (result.SuccessCount, result.FailCount));
        Assert.Empty(result.Failures);
    }
}
