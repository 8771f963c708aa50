using System;
using System.Linq;
using System.Management.Automation;
using System.Text;
using System.Threading.Tasks;
using KooDrive.Sandbox;
using KooDrive.TestServer;

namespace KooDrive.PowerShell.Tests;

public sealed class NewTaskTests : ServiceTests
{
    private const string Transfer = "New-KooDriveTask -SourceUserId giver -DestinationUserId taker";
    private const string Import = "New-KooDriveTask -ResultId result -OrganizationId organization -OrganizationUserId user";

    [Theory]
    [Trait("Acceptance", "19")]
    [InlineData(Transfer + " -WhatIf")]
    [InlineData(Import + " -WhatIf")]
    [InlineData("$WhatIfPreference = $true; " + Transfer)]
    [InlineData(Transfer + " -WhatIf -Confirm:$false")]
    public void WhatIf_sends_nothing(string script)
    {
        Connect();
        Assert.Empty(Shell.Run(script).Clean().Output);
        Assert.Equal(0, Service.RequestCount);
    }

    [Theory]
    [InlineData(Transfer)]
    [InlineData(Import)]
    [InlineData(Transfer + " -Confirm")]
    public void A_host_without_confirmation_sends_nothing(string script)
    {
        Connect();
        var result = Shell.Run(script);
        Assert.Empty(result.Output);
        Assert.True(result.Terminating is not null || result.Errors.Count > 0);
        Assert.Equal(0, Service.RequestCount);
    }

    [Theory]
    [InlineData(Transfer, """{"taskType":0,"srcUserId":"giver","dstUserId":"taker"}""", TaskType.Transfer)]
    [InlineData(Import, """{"taskType":1,"resultId":"result","orgId":"organization","orgUserId":"user"}""", TaskType.BatchImport)]
    public void One_POST_is_sent_and_the_new_task_is_output(string script, string body, TaskType type)
    {
        Connect();
        var task = Shell.Run(script + " -Confirm:$false").Single<TaskInfo>();
        var request = Assert.Single(Service.Requests);
        Assert.Equal(body, Encoding.UTF8.GetString(request.Body));
        Assert.Equal(("POST", "/koodrive/ose/v1/task/create"), (request.Method, request.Target));
        Assert.Equal(request.AppAuthorization, request.Header("Authorization"));
        Assert.Equal((Service.Engine.Tasks.First().TaskId, type), (task.TaskId, task.TaskType));
    }

    [Fact]
    public void Rows_of_a_table_become_tasks_one_by_one()
    {
        Connect();
        var result = Shell.Run("""
            'u1', 'u2', 'u3' | ForEach-Object { [pscustomobject]@{ SourceUserId = $_; DestinationUserId = 'u9'; Remark = 'x' } } |
                New-KooDriveTask -Confirm:$false
            """).Clean();
        Assert.Equal(3, result.Tasks.Count);
        Assert.Equal(
            ["u1", "u2", "u3"],
            Service.Requests.Select(request =>
                System.Text.Json.JsonDocument.Parse(request.Body).RootElement.GetProperty("srcUserId").GetString()));
    }

    [Theory]
    [Trait("Acceptance", "19")]
    [InlineData("reset")]
    [InlineData("truncated")]
    [InlineData("503")]
    [InlineData("HTML")]
    public void A_POST_whose_response_is_cut_is_sent_once_with_unknown_outcome(string cut)
    {
        Service.Script = Scripts.Always(ApiCall.CreateTask, cut switch
        {
            "reset" => Behavior.ResetAfterHandling,
            "truncated" => Behavior.Truncate(12),
            "503" => Behavior.Status(503, ("Retry-After", "1")),
            _ => Behavior.Body("<html>", "text/html"),
        });
        Connect();
        var result = Shell.Run(Transfer + " -Confirm:$false");
        var error = result.Error();
        var request = Assert.Single(Service.Requests);
        Assert.Equal("OutcomeUnknown,KooDrive.PowerShell.Cmdlets.NewKooDriveTaskCommand", error.FullyQualifiedErrorId);
        Assert.Equal("giver", error.TargetObject);
        Assert.Contains(request.Header("X-Traceid")!, error.ToString(), StringComparison.Ordinal);
        Assert.Contains("Get-KooDriveTask", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    [Trait("Acceptance", "9")]
    public async Task Stop_closes_the_connection_without_an_error()
    {
        Service.Script = _ => Behavior.StallBeforeHeaders;
        Connect();
        using var timeout = TestTimeout();
        using var running = Shell.Start(Transfer + " -Confirm:$false");
        var request = await Service.WaitForRequestAsync(1, timeout.Token);
        var result = await running.StopAsync(timeout.Token);
        Assert.IsType<PipelineStoppedException>(result.Terminating);
        await request.Aborted.WaitAsync(timeout.Token);
        Assert.Equal(0, Shell.Run("$Error.Count").Single<int>());
        Assert.Equal(1, Service.RequestCount);
    }

    [Theory]
    [InlineData("New-KooDriveTask -SourceUserId a -Confirm:$false")]
    [InlineData("New-KooDriveTask -SourceUserId '' -DestinationUserId b -Confirm:$false")]
    [InlineData("New-KooDriveTask -SourceUserId a -DestinationUserId b -ResultId c -Confirm:$false")]
    public void Incomplete_or_mixed_parameters_are_not_sent(string script)
    {
        Connect();
        var result = Shell.Run(script);
        Assert.True(result.Terminating is not null || result.Errors.Count == 1);
        Assert.Equal(0, Service.RequestCount);
    }

    [Fact]
    public void A_missing_session_is_one_error_before_any_confirmation()
    {
        var error = Shell.Run(Transfer).Error();
        Assert.Equal("NotConnected,KooDrive.PowerShell.Cmdlets.NewKooDriveTaskCommand", error.FullyQualifiedErrorId);
    }
}
