using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using KooDrive.Sandbox;
using KooDrive.TestServer;

namespace KooDrive.PowerShell.Tests;

/// <summary>When something ends the pipeline: the id of a created task is output, or the error is OutcomeUnknown.</summary>
[Trait("Acceptance", "30")]
public sealed class CreateOutcomeTests : ServiceTests
{
    private const string Create = "New-KooDriveTask -SourceUserId giver -DestinationUserId taker -Confirm:$false";

    public static TheoryData<string> Ends => new("-WarningAction Stop", "-WarningAction Inquire");

    [Theory]
    [MemberData(nameof(Ends))]
    public void A_warning_that_ends_the_pipeline_is_written_after_the_task(string preference)
    {
        Service.DateShift = TimeSpan.FromMinutes(-5); // Which causes a warning.
        Connect();
        var result = Shell.Run($"{Create} {preference}");
        Assert.Equal(Service.Engine.Tasks.First().TaskId, Assert.Single(result.Ids));
        AssertWarningEndedIt(result, result.Errors);
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public void A_warning_that_ends_the_pipeline_is_written_after_the_error(string preference)
    {
        Service.DateShift = TimeSpan.FromMinutes(-5);
        Service.Script = Scripts.Always(ApiCall.CreateTask, Behavior.Truncate(12));
        Connect();
        var result = Shell.Run($"{Create} {preference}");
        Assert.Empty(result.Output);
        var error = result.Errors[0];
        AssertWarningEndedIt(result, result.Errors.Skip(1));
        Assert.StartsWith("OutcomeUnknown,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(Assert.Single(Service.Requests).Header("X-Traceid")!, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_preference_variable_that_ends_the_pipeline_does_so_after_the_task()
    {
        Service.DateShift = TimeSpan.FromMinutes(-5);
        Connect();
        var result = Shell.Run($"$WarningPreference = 'Stop'; {Create}");
        Assert.Single(result.Tasks);
        Assert.IsType<ActionPreferenceStopException>(result.Terminating);
    }

    [Fact]
    public void Messages_of_a_row_are_written_before_the_next_row()
    {
        Service.DateShift = TimeSpan.FromMinutes(-5);
        Connect();
        var result = Shell.Run("""
            'u1', 'u2' | ForEach-Object { [pscustomobject]@{ SourceUserId = $_; DestinationUserId = 'u9' } } |
                New-KooDriveTask -Confirm:$false -WarningVariable warned | ForEach-Object { $_; $seen += ,$warned.Count }
            """).Clean();
        Assert.Equal(2, result.Tasks.Count);
        Assert.Single(result.Warnings);
        Assert.Equal([0, 1], ((object[])Shell["seen"]!).Cast<int>());
    }

    [Theory]
    [InlineData("Select-First 1")]
    [InlineData("ForEach-Object { $_; throw 'enough' }")]
    public void A_consumer_that_ends_the_pipeline_has_the_id_of_the_created_task(string consumer)
    {
        Connect();
        var result = Shell.Run($$"""
            'u1', 'u2', 'u3' | ForEach-Object { [pscustomobject]@{ SourceUserId = $_; DestinationUserId = 'u9' } } |
                New-KooDriveTask -Confirm:$false | {{consumer}}
            """);
        Assert.Equal(Service.Engine.Tasks.First().TaskId, Assert.Single(result.Ids));
        Assert.Equal(1, Service.CountOf(ApiCall.CreateTask));
    }

    [Fact]
    public void The_token_provider_runs_while_messages_are_held()
    {
        Service.DateShift = TimeSpan.FromMinutes(-5);
        Service.Script = request => request.Header("Authorization") == "Bearer+" + UserToken ? Behavior.Status(401) : null;
        Shell.Run(ConnectToken("-AccessTokenProvider { '" + NextUserToken + "' }")).Clean();
        var result = Shell.Run(Create + " -WarningAction Stop");
        Assert.Single(result.Tasks);
        Assert.NotNull(result.Terminating);
    }

    // In a host without prompts, Inquire is an error.
    private static void AssertWarningEndedIt(RunResult result, IEnumerable<ErrorRecord> others)
    {
        var end = result.Terminating is { } terminating ? terminating.ErrorRecord : Assert.Single(others);
        Assert.DoesNotContain("KooDrive", end.Exception.GetType().Name, StringComparison.Ordinal);
        Assert.Contains("clock", result.Terminating?.Message ?? Assert.Single(result.Warnings), StringComparison.Ordinal);
    }
}
