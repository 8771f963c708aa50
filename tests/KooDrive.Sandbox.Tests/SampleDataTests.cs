using System;
using System.Linq;
using KooDrive.TestServer;
using Microsoft.Extensions.Time.Testing;

namespace KooDrive.Sandbox.Tests;

public sealed class SampleDataTests
{
    private static readonly DateTimeOffset Morning = new(2026, 3, 9, 0, 0, 1, TimeSpan.Zero);
    private static readonly DateTimeOffset Evening = new(2026, 11, 23, 23, 59, 58, 123, TimeSpan.Zero);

    [Fact]
    public void Sample_tasks_are_the_same_in_every_run_but_for_their_times()
    {
        var one = new SandboxService(TestService.Options(2000), new FakeTimeProvider(Morning)).Tasks;
        var two = new SandboxService(TestService.Options(5000), new FakeTimeProvider(Evening)).Tasks.Take(2000);
        Assert.Equal(one.Select(Timeless), two.Select(Timeless));

        static string Timeless(TaskInfo task) =>
            $"{task.TaskId}|{task.TaskName}|{task.TaskType}|{task.Status}|{task.UserId}|{task.TenantId}|"
            + $"{task.ResultCode}|{task.Locale}|{task.InitParams}";
    }

    [Fact]
    public void Sample_tasks_have_unique_ids_and_times_newest_first()
    {
        var tasks = new SandboxService(TestService.Options(20_000), new FakeTimeProvider(Morning)).Tasks.ToArray();
        Assert.Equal(20_000, tasks.Select(task => task.TaskId).Distinct().Count());
        Assert.All(tasks, task => Assert.Equal(19, task.TaskId!.Length));
        Assert.All(tasks.Zip(tasks.Skip(1)), pair => Assert.True(pair.First.CreateTime > pair.Second.CreateTime));
        Assert.All(tasks, task => Assert.Equal(0, task.CreateTime!.Value.Ticks % TimeSpan.TicksPerMillisecond));
        Assert.True(tasks[0].CreateTime < Morning.Date);
        Assert.True(tasks[0].CreateTime > Morning.AddDays(-1));
    }

    [Fact]
    public void Task_ids_work_with_ten_million_tasks()
    {
        var clock = new FakeTimeProvider(Morning);
        var service = new SandboxService(TestService.Options(SandboxOptions.MaximumTaskCount), clock);
        var caller = new Caller(service, clock);
        string id = caller.Get("/task/list?pageSize=100").GetProperty("taskList")[99].GetProperty("taskId").GetString()!;
        Assert.Equal(id, caller.Get("/task/" + id).GetProperty("taskId").GetString());
    }

    [Fact]
    public void Sample_tasks_failed_in_12_of_100_with_a_result_code()
    {
        var tasks = new SandboxService(TestService.Options(10_000), new FakeTimeProvider(Evening)).Tasks.ToArray();
        Assert.InRange(tasks.Count(task => task.Status == TaskStatus.Failed), 1100, 1300);
        Assert.All(tasks.Where(task => task.Status == TaskStatus.Failed), task => Assert.Matches("^18[0-9]{6}$", task.ResultCode!));
        Assert.All(tasks.Where(task => task.Status != TaskStatus.Failed), task => Assert.Null(task.ResultCode));
        Assert.Contains(tasks, task => task.TaskType == TaskType.Transfer);
        Assert.Contains(tasks, task => task.TaskType == TaskType.BatchImport);
    }

    [Theory]
    [InlineData(",")]
    [InlineData("\"")]
    [InlineData("\n")]
    [InlineData("离职")]
    public void Sample_names_test_escaping(string text) =>
        Assert.Contains(
            new SandboxService(TestService.Options(), new FakeTimeProvider(Evening)).Tasks,
            task => task.TaskName!.Contains(text, StringComparison.Ordinal));

    [Fact]
    public void Sample_task_has_its_times_after_they_have_passed()
    {
        var clock = new FakeTimeProvider(Evening);
        foreach (var task in new SandboxService(TestService.Options(), clock).Tasks)
        {
            Assert.NotNull(task.CreateTime);
            Assert.Equal(task.Status != TaskStatus.New, task.StartTime is not null);
            Assert.Equal(task.Status is TaskStatus.Success or TaskStatus.Failed, task.EndTime is not null);
            Assert.True(task.StartTime is null || task.StartTime > task.CreateTime);
            Assert.True(task.EndTime is null || task.EndTime > task.StartTime);
        }
    }

    [Fact]
    public void Sample_tasks_that_are_unfinished_change_their_state()
    {
        var clock = new FakeTimeProvider(Evening);
        var service = new SandboxService(TestService.Options(), clock);
        Assert.Equal((3, 4), Unfinished());
        Assert.Equal(TaskStatus.New, service.Tasks.First().Status);
        clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(TaskStatus.Executing, service.Tasks.First().Status);
        clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(Evening.AddMinutes(2), service.Tasks.First().EndTime);
        clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal((0, 0), Unfinished());

        (int New, int Executing) Unfinished() => (
            service.Tasks.Count(task => task.Status == TaskStatus.New), service.Tasks.Count(task => task.Status == TaskStatus.Executing));
    }

    [Theory]
    [InlineData(-1, 100)]
    [InlineData(SandboxOptions.MaximumTaskCount + 1, 100)]
    [InlineData(1, 0)]
    public void Options_out_of_range_are_refused(int taskCount, int scanWindow) => Assert.Throws<ArgumentOutOfRangeException>(
        () => new SandboxService(new SandboxOptions { TaskCount = taskCount, ScanWindow = scanWindow }));
}
