using System;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace KooDrive.PowerShell.Tests;

public sealed class ParameterTests : ServiceTests
{
    [Theory]
    [InlineData("-Status Failed", "3")]
    [InlineData("-Status failed,SUCCESS", "3 2")]
    [InlineData("-Status 3", "3")]
    [InlineData("-Status '3'", "3")]
    [InlineData("-Status 0,1,Success", "0 1 2")]
    [InlineData("-Status Failed,3,Failed", "3")]
    [InlineData("-Status 7", "7")]
    [InlineData("-Status 7,New", "7 0")]
    [InlineData("-Status @()", "")]
    [InlineData("-Status $null", "")]
    [InlineData("-Status ([KooDrive.TaskStatus]::New)", "0")]
    public void Status_is_a_name_or_a_number(string parameters, string sent)
    {
        Connect();
        Shell.Run($"Get-KooDriveTask {parameters} -First 1").Clean();
        Assert.Equal(sent, string.Join(' ', Service.Requests[0].Query["status"]));
    }

    [Theory]
    [InlineData("-TaskType Transfer", "0")]
    [InlineData("-TaskType batchimport", "1")]
    [InlineData("-TaskType 1", "1")]
    [InlineData("-TaskType 42", "42")]
    [InlineData("-TaskType $null", "")]
    [InlineData("", "")]
    public void TaskType_is_a_name_or_a_number(string parameters, string sent)
    {
        Connect();
        Shell.Run($"Get-KooDriveTask {parameters} -First 1").Clean();
        Assert.Equal(sent, string.Join(' ', Service.Requests[0].Query["taskType"]));
    }

    [Theory]
    [InlineData("-Status Nonsense", "New")]
    [InlineData("-Status 99999999999", "")]
    [InlineData("-TaskType Nonsense", "Transfer")]
    [InlineData("-PageSize 0", "")]
    [InlineData("-PageSize 101", "")]
    [InlineData("-First -1", "")]
    [InlineData("-Skip -1", "")]
    [InlineData("-CursorVariable ''", "")]
    [InlineData("-CursorVariable ' '", "empty")]
    [InlineData("-CursorVariable '$next'", "as with -ErrorVariable: next")]
    [InlineData("-CursorVariable '+next'", "as with -ErrorVariable: next")]
    [InlineData("-CursorVariable '${next}'", "as with -ErrorVariable: next")]
    public void Invalid_parameters_are_refused_without_a_request(string parameters, string text)
    {
        Connect();
        var exception = Shell.Run($"Get-KooDriveTask {parameters}").Failure().Exception;
        Assert.IsType<ParameterBindingException>(exception, exactMatch: false);
        Assert.Contains(text, exception.Message, StringComparison.Ordinal);
        Assert.Equal(0, Service.RequestCount);
    }

    [Fact]
    public void An_empty_cursor_is_the_beginning()
    {
        Connect();
        Shell.Run("Get-KooDriveTask -Cursor '' -First 1; Get-KooDriveTask -Cursor $null -First 1").Clean();
        Assert.All(Service.Requests, request => Assert.Null(request.Cursor));
    }

    [Theory]
    [InlineData("Get-KooDriveTask -Status ", "New Executing Success Failed")]
    [InlineData("Get-KooDriveTask -Status Ex", "Executing")]
    [InlineData("Get-KooDriveTask -Status New,Fa", "Failed")]
    [InlineData("Get-KooDriveTask -TaskType ", "Transfer BatchImport")]
    [InlineData("Connect-KooDrive -Language ", "en-US zh-CN")]
    [InlineData("Connect-KooDrive -Language zh", "zh-CN")]
    [InlineData("Connect-KooDrive -Endpoint ", "https://intl.myhuaweicloud-koodrive.com https://cn.myhuaweicloud-koodrive.com")]
    [InlineData("Connect-KooDrive -Endpoint cn", "https://cn.myhuaweicloud-koodrive.com")]
    public void Values_are_completed(string line, string values)
    {
        Runspace.DefaultRunspace = Shell.Runspace;
        try
        {
            using var shell = PowerShellInstance.Create(Shell.Runspace);
            var completion = CommandCompletion.CompleteInput(line, line.Length, options: null, shell);
            Assert.Equal(
                values.Split(' ').Order(StringComparer.Ordinal),
                completion.CompletionMatches.Select(match => match.CompletionText).Order(StringComparer.Ordinal));
        }
        finally
        {
            Runspace.DefaultRunspace = null;
        }
    }
}
