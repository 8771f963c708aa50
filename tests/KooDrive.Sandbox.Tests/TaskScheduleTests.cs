using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using KooDrive.TestServer;
using Microsoft.Extensions.Time.Testing;

namespace KooDrive.Sandbox.Tests;

public sealed class TaskScheduleTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 9, 14, 25, 36, TimeSpan.Zero));
    private readonly SandboxService _service;
    private readonly Caller _caller;

    public TaskScheduleTests()
    {
        _service = new SandboxService(TestService.Options(), _clock);
        _caller = new Caller(_service, _clock);
    }

    [Theory]
    [InlineData("""{"taskType":0,"srcUserId":"1","dstUserId":"2"}""", TaskStatus.Success)]
    [InlineData("""{"taskType":0,"srcUserId":"1","dstUserId":"1"}""", TaskStatus.Failed)]
    [InlineData("""{"taskType":0,"srcUserId":"1","dstUserId":"unknown-2"}""", TaskStatus.Failed)]
    [InlineData("""{"taskType":1,"resultId":"1","orgId":"2","orgUserId":"3"}""", TaskStatus.Success)]
    [InlineData("""{"taskType":1,"resultId":"unknown","orgId":"2","orgUserId":"3"}""", TaskStatus.Failed)]
    public void Created_task_starts_after_two_seconds_and_ends_after_five_more(string body, TaskStatus outcome)
    {
        string id = Create(body);
        Assert.Equal(id, _service.Tasks.First().TaskId);
        Assert.Equal(TaskStatus.New, Status(id));
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(TaskStatus.Executing, Status(id));
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(outcome, Status(id));
        var task = _service.Tasks.First();
        Assert.Equal(TimeSpan.FromSeconds(5), task.EndTime - task.StartTime);
        Assert.Equal(outcome == TaskStatus.Failed, task.ResultCode is not null);
    }

    [Fact]
    public void Details_have_no_times()
    {
        var expected = _service.Tasks.First(task => task.Status == TaskStatus.Failed);
        var details = _caller.Get("/task/" + expected.TaskId);
        Assert.Equal(
            ["taskId", "taskName", "taskType", "tenantId", "userId", "status", "resultCode", "code", "msg"],
            details.EnumerateObject().Select(member => member.Name));
        Assert.Equal(expected.TaskName, details.GetProperty("taskName").GetString());
        Assert.Equal(expected.ResultCode, details.GetProperty("resultCode").GetString());
    }

    [Fact]
    public void Tasks_created_in_the_same_instant_differ_in_id_and_time()
    {
        string[] ids = [.. Enumerable.Range(0, 50).Select(_ => Create("""{"taskType":0,"srcUserId":"1","dstUserId":"2"}"""))];
        Assert.Equal(ids.Reverse(), _service.Tasks.Take(50).Select(task => task.TaskId));
        Assert.Equal(50, _service.Tasks.Take(50).Select(task => task.CreateTime).Distinct().Count());
        Assert.All(ids, id => Assert.Equal(id, _caller.Get("/task/" + id).GetProperty("taskId").GetString()));
    }

    [Fact]
    public void Concurrent_callers_are_independent()
    {
        var ids = new ConcurrentBag<string>();
        Parallel.For(0, 400, number =>
        {
            ids.Add(Create("""{"taskType":0,"srcUserId":"1","dstUserId":"2"}"""));
            Assert.Equal(100, Caller.Tasks(_caller.Get("/task/list")).Count());
        });
        Assert.Equal(400, ids.Distinct().Count());
        Assert.Equal(650, _caller.Pages("pageSize=7").Sum(page => page.Length));
    }

    [Theory]
    [InlineData("", "13000101")]
    [InlineData("{", "13000101")]
    [InlineData("[]", "13000101")]
    [InlineData("{}", "13000102")]
    [InlineData("""{"taskType":"0","srcUserId":"1","dstUserId":"2"}""", "13000102")]
    [InlineData("""{"taskType":2}""", "13000102")]
    [InlineData("""{"taskType":0,"srcUserId":"1"}""", "13000102")]
    [InlineData("""{"taskType":0,"srcUserId":1,"dstUserId":"2"}""", "13000102")]
    [InlineData("""{"taskType":0,"srcUserId":"","dstUserId":"2"}""", "13000102")]
    [InlineData("""{"taskType":1,"resultId":"1","orgId":"2"}""", "13000102")]
    public void Incomplete_create_is_refused(string body, string code)
    {
        var response = _caller.Send("POST", Caller.Root + "/task/create", body);
        Assert.Equal(400, response.StatusCode);
        Assert.Equal(code, Caller.Json(response).GetProperty("code").GetString());
        Assert.Equal(250, _service.Tasks.Count());
    }

    [Fact]
    public void Batch_import_has_a_result_when_it_has_ended()
    {
        string id = Create("""{"taskType":1,"resultId":"1","orgId":"2","orgUserId":"3"}""");
        Assert.Equal("13000309", _caller.Get("/task/result?taskId=" + id).GetProperty("code").GetString());
        _clock.Advance(TimeSpan.FromSeconds(7));
        var data = _caller.Get("/task/result?taskId=" + id).GetProperty("data");
        Assert.True(data.GetProperty("successCount").GetInt32() > 0);
        Assert.Equal(2, data.GetProperty("failCount").GetInt32());
        Assert.Equal(2, data.GetProperty("failInfoList").GetArrayLength());
        Assert.All(data.GetProperty("failInfoList").EnumerateArray(), failure =>
        {
            Assert.NotEmpty(failure.GetProperty("userName").GetString()!);
            Assert.NotEmpty(failure.GetProperty("desc").GetString()!);
        });
    }

    [Fact]
    public void Batch_import_that_failed_has_imported_no_user()
    {
        var task = _service.Tasks.First(task => task is { TaskType: TaskType.BatchImport, Status: TaskStatus.Failed });
        var data = _caller.Get("/task/result?taskId=" + task.TaskId).GetProperty("data");
        Assert.Equal(0, data.GetProperty("successCount").GetInt32());
        Assert.True(data.GetProperty("failCount").GetInt32() > 0);
    }

    [Theory]
    [InlineData(ResponseShape.Table, 404, JsonValueKind.String)]
    [InlineData(ResponseShape.Example, 200, JsonValueKind.Number)]
    public void Unknown_task_is_a_status_in_one_shape_and_a_code_in_the_other(ResponseShape shape, int status, JsonValueKind kind)
    {
        var caller = new Caller(new SandboxService(TestService.Options(shape: shape), _clock), _clock);
        string transfer = _service.Tasks.First(task => task.TaskType == TaskType.Transfer).TaskId!;
        string[] targets =
            ["/task/1", "/task/abc", "/task/9223372036854775807", "/task/result?taskId=1", "/task/result?taskId=" + transfer];
        foreach (string target in targets)
        {
            var response = caller.Send("GET", Caller.Root + target);
            Assert.Equal(status, response.StatusCode);
            Assert.Equal(kind, Caller.Json(response).GetProperty("code").ValueKind);
            Assert.Equal("13000309", Caller.Json(response).GetProperty("code").ToString());
        }
    }

    [Fact]
    public void Result_needs_an_id() => Assert.Equal(400, _caller.Send("GET", Caller.Root + "/task/result").StatusCode);

    private string Create(string body) => _caller.Post("/task/create", body).GetProperty("taskId").GetString()!;

    private TaskStatus Status(string id) => (TaskStatus)_caller.Get("/task/" + id).GetProperty("status").GetInt32();
}
