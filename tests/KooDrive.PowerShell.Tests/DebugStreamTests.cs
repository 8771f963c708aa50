using System;
using System.Linq;
using System.Management.Automation;

namespace KooDrive.PowerShell.Tests;

public sealed class DebugStreamTests : ServiceTests
{
    [Theory]
    [InlineData("Get-KooDriveTask -First 1 -Debug")]
    [InlineData("$DebugPreference = 'Continue'; Get-KooDriveTask -First 1")]
    public void Each_exchange_is_shown(string script)
    {
        Connect();
        var result = Shell.Run(script).Clean();
        Assert.Equal(2, result.Debug.Count);
        Assert.StartsWith($"GET {Service.Endpoint}koodrive/ose/v1/task/list?pageSize=1\n", result.Debug[0], StringComparison.Ordinal);
        Assert.Contains("\nX-Traceid: " + Service.Requests.Single().Header("X-Traceid"), result.Debug[0], StringComparison.Ordinal);
        Assert.Matches(@"^HTTP 200, \d+ ms, \d+ bytes\n", result.Debug[1]);
        Assert.Contains(result.Ids.Single()!, result.Debug[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-KooDriveTask -First 1")]
    [InlineData("$DebugPreference = 'Continue'; Get-KooDriveTask -First 1 -Debug:$false")]
    public void No_exchange_is_shown_without_Debug(string script)
    {
        Connect();
        Assert.Empty(Shell.Run(script).Clean().Debug);
    }

    [Fact]
    [Trait("Acceptance", "30")]
    public void A_debug_message_that_ends_the_pipeline_is_written_after_the_task()
    {
        Connect();
        var result = Shell.Run("$DebugPreference = 'Stop'; New-KooDriveTask -SourceUserId 1 -DestinationUserId 2 -Confirm:$false");
        Assert.Equal(Service.Engine.Tasks.First().TaskId, Assert.Single(result.Ids));
        Assert.IsType<ActionPreferenceStopException>(result.Terminating);
    }

    [Fact]
    public void The_request_of_Verify_is_shown()
    {
        var result = Shell.Run(ConnectApp("-Verify -Debug")).Clean();
        Assert.Equal(2, result.Debug.Count);
    }
}
