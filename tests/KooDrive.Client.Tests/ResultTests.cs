using System;
using System.Linq;
using System.Threading.Tasks;
using KooDrive.Sandbox;
using KooDrive.TestServer;

namespace KooDrive.Client.Tests;

public sealed class ResultTests : ClientTest
{
    [Theory]
    [InlineData(ResponseShape.Table)]
    [InlineData(ResponseShape.Example)]
    public async Task Counts_and_failures_are_those_of_the_response(ResponseShape shape)
    {
        var service = await StartAsync(TestService.Options(shape: shape));
        using var client = Connect(endpoint: service.Endpoint);
        var imports = service.Engine.Tasks
            .Where(task => task is { TaskType: TaskType.BatchImport, Status: TaskStatus.Success or TaskStatus.Failed }).Take(20).ToArray();
        foreach (var import in imports)
        {
            var result = await client.GetTaskResultAsync(import.TaskId!, cancellationToken: Stop);
            Assert.Equal(import.TaskId, result.TaskId);
            Assert.Equal(result.FailCount, result.Failures.Count);
            Assert.Equal(import.Status == TaskStatus.Failed, result.SuccessCount == 0);
            Assert.All(result.Failures, failure => Assert.True(failure is { UserName.Length: > 0, Description.Length: > 0 }));
        }

        Assert.Equal(imports.Select(import => import.TaskId), service.Requests.Select(request => request.Query["taskId"].Single()));
    }

    [Theory]
    [InlineData(
        """{"data":{"successCount":1,"failCount":1,"failInfoList":[{"userName":"ss","desc":"..."}]},"code":0,"msg":"..."}""",
        1, 1, "ss: ...")]
    [InlineData(
        """{"data":{"successCount":"3","failCount":"2","failInfoList":[{"userName":17},{"desc":"中文"}]},"code":"0"}""", 3, 2, "17: , : 中文")]
    [InlineData("""{"data":{"successCount":3,"failCount":0,"failInfoList":[]},"code":0}""", 3, 0, "")]
    [InlineData("""{"data":{"successCount":3,"failInfoList":null},"code":0}""", 3, null, "")]
    [InlineData("""{"data":{},"code":0}""", null, null, "")]
    [InlineData("""{"data":{"failInfoList":[null,{"userName":"a","desc":"b","more":1}]},"code":0}""", null, null, "a: b")]
    public async Task Missing_members_are_null_or_empty(string body, int? successCount, int? failCount, string failures)
    {
        Service.Script = _ => Behavior.Body(body);
        var result = await Connect().GetTaskResultAsync("4711", cancellationToken: Stop);
        Assert.Equal((successCount, failCount), (result.SuccessCount, result.FailCount));
        Assert.Equal(failures, string.Join(", ", result.Failures.Select(failure => $"{failure.UserName}: {failure.Description}")));
    }

    [Theory]
    [InlineData("""{"code":0,"msg":"Success."}""")]
    [InlineData("""{"data":null,"code":0}""")]
    [InlineData("""{"data":[],"code":0}""")]
    [InlineData("""{"data":{"successCount":"many"},"code":0}""")]
    [InlineData("""{"data":{"successCount":1""")]
    [InlineData("null")]
    [InlineData("<html>")]
    [InlineData("")]
    [Trait("Acceptance", "25")]
    public async Task A_response_without_a_result_is_invalid(string body)
    {
        Service.Script = _ => Behavior.Body(body);
        Assert.Equal(KooDriveErrorKind.InvalidResponse, (await ErrorAsync("4711")).Kind);
    }

    [Fact]
    public async Task A_task_without_a_result_has_a_different_reason_from_an_unknown_task()
    {
        var running = Service.Engine.Tasks.First(task => task.Status is TaskStatus.New or TaskStatus.Executing);
        var transfer = Service.Engine.Tasks.First(task => task is { TaskType: TaskType.Transfer, Status: TaskStatus.Success });
        foreach (string id in (string[])[running.TaskId!, transfer.TaskId!, "4711"])
        {
            var error = await ErrorAsync(id);
            Assert.Equal(KooDriveErrorKind.TaskNotFound, error.Kind);
            Assert.Equal("13000309", error.ServiceCode);
            Assert.Contains($"'{id}'", error.Description, StringComparison.Ordinal);
            Assert.Equal(KooDriveErrorReason.ResultMissing, error.Reason);
        }
    }

    [Fact]
    public async Task An_id_with_any_characters_is_one_value_of_the_query()
    {
        await ErrorAsync("../a b&taskId=1#中");
        Assert.Equal("?taskId=..%2Fa%20b%26taskId%3D1%23%E4%B8%AD", Assert.Single(Service.Requests).RawQuery);
    }

    private Task<KooDriveException> ErrorAsync(string id) =>
        Assert.ThrowsAsync<KooDriveException>(() => Connect().GetTaskResultAsync(id, cancellationToken: Stop));
}
