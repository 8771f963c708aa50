using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using KooDrive.Sandbox;
using KooDrive.TestServer;

namespace KooDrive.PowerShell.Tests;

public sealed class CompletionTests : ServiceTests
{
    private string[] AllIds => [.. Service.Engine.Tasks.Select(task => task.TaskId!)];

    [Theory]
    [InlineData("Get-KooDriveTask -Status ", "Executing Failed New Success")]
    [InlineData("Get-KooDriveTask -Status Failed, ", "Executing Failed New Success")]
    [InlineData("Get-KooDriveTask -TaskType ", "BatchImport Transfer")]
    [InlineData("Get-KooDriveTask -TaskType b", "BatchImport")]
    [InlineData("Connect-KooDrive -Endpoint ", "https://cn.myhuaweicloud-koodrive.com https://intl.myhuaweicloud-koodrive.com")]
    [InlineData("Connect-KooDrive -Endpoint cn", "https://cn.myhuaweicloud-koodrive.com")]
    [InlineData("Connect-KooDrive -Language z", "zh-CN")]
    public void Fixed_values_are_completed(string input, string expected)
    {
        Assert.Equal(expected.Split(' '), Complete(input).Select(match => match.CompletionText).Order(StringComparer.Ordinal));
        Assert.Equal(0, Service.RequestCount);
    }

    [Theory]
    [InlineData("Get-KooDriveTask ")]
    [InlineData("Get-KooDriveTask -TaskId ")]
    [InlineData("Get-KooDriveTask -Id ")]
    [InlineData("Wait-KooDriveTask ")]
    [InlineData("Get-KooDriveTaskResult ")]
    public void Returned_ids_are_completed_the_newest_first_with_name_and_status(string input)
    {
        Connect();
        Shell.Run($"Get-KooDriveTask -First 20; Get-KooDriveTask {AllIds[200]}, {AllIds[100]}").Clean();
        int requests = Service.RequestCount;
        var matches = Complete(input);
        Assert.Equal([AllIds[100], AllIds[200], .. AllIds.Take(20)], matches.Select(match => match.CompletionText));
        var first = Service.Engine.Tasks.ElementAt(100);
        Assert.Equal($"{first.TaskName} ({first.Status})", matches[0].ToolTip);
        Assert.Equal(requests, Service.RequestCount);
    }

    [Fact]
    public void A_later_listing_is_newer()
    {
        Connect();
        Shell.Run($"Get-KooDriveTask {AllIds[5]}; Get-KooDriveTask -First 3; Get-KooDriveTask -First 2").Clean();
        Assert.Equal([AllIds[0], AllIds[1], AllIds[2], AllIds[5]], Complete("Get-KooDriveTask ").Select(match => match.CompletionText));
    }

    [Fact]
    public void The_tooltip_shows_the_newest_state()
    {
        int responses = 0;
        Service.Script = request => request.Call == ApiCall.GetTask
            ? Behavior.Body($$"""{"taskId":"{{AllIds[0]}}","taskName":"n","status":{{responses++}},"code":0}""")
            : null;
        Connect();
        Shell.Run($"Get-KooDriveTask {AllIds[0]}").Clean();
        Assert.Equal("n (New)", Assert.Single(Complete("Get-KooDriveTask ")).ToolTip);
        Shell.Run("Get-KooDriveTask -First 1").Clean();
        var listed = Service.Engine.Tasks.First();
        Assert.Equal($"{listed.TaskName} ({listed.Status})", Assert.Single(Complete("Get-KooDriveTask ")).ToolTip);
        Shell.Run($"Get-KooDriveTask {AllIds[0]}").Clean();
        Assert.Equal("n (Executing)", Assert.Single(Complete("Get-KooDriveTask ")).ToolTip);
    }

    [Fact]
    public void A_new_task_is_completed_first()
    {
        Connect();
        Shell.Run("Get-KooDriveTask -First 1").Clean();
        string id = Shell.Run("New-KooDriveTask -SourceUserId a -DestinationUserId b -Confirm:$false").Single<TaskInfo>().TaskId!;
        var match = Complete("Wait-KooDriveTask ")[0];
        Assert.Equal((id, "Transfer"), (match.CompletionText, match.ToolTip));
    }

    [Fact]
    public void Typed_text_filters_the_completions()
    {
        Connect();
        Shell.Run("Get-KooDriveTask -First 20").Clean();
        Assert.Equal(AllIds[7], Assert.Single(Complete("Get-KooDriveTask " + AllIds[7])).CompletionText);
        Assert.DoesNotContain(
            Complete("Get-KooDriveTask nothing-like-this"), match => match.ResultType == CompletionResultType.ParameterValue);
    }

    [Fact]
    public void The_number_of_completions_is_limited()
    {
        Connect();
        Shell.Run("$null = Get-KooDriveTask -All -PageSize 7; $null = Get-KooDriveTask (Get-KooDriveTask -All)").Clean();
        Assert.InRange(Complete("Get-KooDriveTask ").Count, 100, 400);
    }

    [Theory]
    [InlineData("1723549107000", "1723549107000")]
    [InlineData("a b", "'a b'")]
    [InlineData("$(throw 'x'); `", "'$(throw ''x''); `'")]
    [InlineData("-All", "'-All'")]
    public void The_cursor_of_the_newest_listing_is_completed_as_text(string cursor, string expected)
    {
        Service.Pages = PagePlan.OfPages((2, cursor), (1, null));
        Connect();
        Shell.Run("Get-KooDriveTask -First 2").Clean();
        Assert.Equal(expected, Assert.Single(Complete("Get-KooDriveTask -Cursor ")).CompletionText);
        Assert.Single(Shell.Run("Get-KooDriveTask -Cursor " + expected).Clean().Tasks);
        Assert.DoesNotContain(Complete("Get-KooDriveTask -Cursor "), match => match.ResultType == CompletionResultType.ParameterValue);
    }

    [Fact]
    public void The_completed_cursor_stays_after_a_lookup()
    {
        Connect();
        Shell.Run($"Get-KooDriveTask -First 2; Get-KooDriveTask {AllIds[0]} -Session (Get-KooDriveSession)").Clean();
        Assert.Equal(CompletionResultType.ParameterValue, Assert.Single(Complete("Get-KooDriveTask -Cursor ")).ResultType);
    }

    [Theory]
    [InlineData("Get-KooDriveTask -TaskId ")]
    [InlineData("Get-KooDriveTask -Cursor ")]
    [InlineData("New-KooDriveTask -SourceUserId ")]
    public void Values_are_those_of_the_session_that_is_passed(string input)
    {
        Shell.Run("$other = Connect-KooDrive -Sandbox -PassThru").Clean();
        Connect();
        Shell.Run("Get-KooDriveTask -First 3; Get-KooDriveUser -First 3").Clean();
        Assert.Contains(Complete(input), match => match.ResultType == CompletionResultType.ParameterValue);
        string command = input.Replace(" -", " -Session $other -", StringComparison.Ordinal);
        Assert.DoesNotContain(Complete(command), match => match.ResultType == CompletionResultType.ParameterValue);
    }

    [Theory]
    [InlineData("Get-KooDriveTask ")]
    [InlineData("Get-KooDriveTask -TaskId ")]
    [InlineData("Get-KooDriveTask -Cursor ")]
    [InlineData("Wait-KooDriveTask ")]
    public void Completion_without_a_session_is_empty(string input)
    {
        Complete(input);
        Assert.Equal(0, Shell.Run("$Error.Count").Single<int>());
        Connect();
        Shell.Run("Get-KooDriveTask -First 3; Disconnect-KooDrive").Clean();
        Assert.DoesNotContain(Complete(input), match => AllIds.Contains(match.CompletionText));
    }

    [Fact]
    public void Tasks_with_unusual_values_are_completed()
    {
        Service.Script = _ => Behavior.Body(
            """{"taskList":[{"taskId":""},{"taskName":"no id"},{"taskId":"4711"},{"taskId":"a'b"}],"code":0}""");
        Connect();
        Shell.Run("Get-KooDriveTask -All").Clean();
        Assert.Equal(["4711", "'a''b'"], Complete("Get-KooDriveTask ").Select(match => match.CompletionText));
    }

    private List<CompletionResult> Complete(string input)
    {
        using var shell = PowerShellInstance.Create(Shell.Runspace);
        return [.. CommandCompletion.CompleteInput(input, input.Length, options: null, shell).CompletionMatches];
    }
}
