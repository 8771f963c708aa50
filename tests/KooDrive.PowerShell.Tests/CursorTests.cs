using System.Linq;
using System.Management.Automation;
using KooDrive.Sandbox;
using KooDrive.TestServer;

namespace KooDrive.PowerShell.Tests;

public sealed class CursorTests : ServiceTests
{
    [Theory]
    [Trait("Acceptance", "3")]
    [InlineData(new[] { "A", "A" }, "", 2)]
    [InlineData(new[] { "A", "B", "A" }, "", 3)]
    [InlineData(new[] { "A", "B", "B" }, "", 3)]
    [InlineData(new[] { "start", "A", "start" }, "-Cursor start", 2)]
    public void A_repeated_cursor_ends_the_listing(string[] cursors, string parameters, int pages)
    {
        Service.Pages = PagePlan.OfPages([.. cursors.Select(cursor => (1, (string?)cursor)), (1, null)]);
        Connect();
        var result = Shell.Run($"Get-KooDriveTask -All {parameters}");
        Assert.Equal("CursorLoop,KooDrive.PowerShell.Cmdlets.GetKooDriveTaskCommand", result.Error().FullyQualifiedErrorId);
        Assert.Equal(pages, result.Tasks.Count);
        Assert.InRange(Service.RequestCount, pages, pages + 1);
    }

    [Fact]
    [Trait("Acceptance", "6")]
    public void A_broken_listing_continues_from_its_cursor()
    {
        Service.Pages = PagePlan.OfCounts([.. Enumerable.Repeat(1, 100)]);
        string?[] all = [.. Service.Pages.Tasks.Select(task => task.TaskId)];
        Connect("-MaximumRetrySeconds 0");
        Service.Script = request => request.CallNumber >= 37 ? Behavior.Reset : null;
        var broken = Shell.Run("Get-KooDriveTask -All -PageSize 1 -CursorVariable next");
        var error = broken.Error();
        var exception = Assert.IsType<KooDriveException>(error.Exception);

        Assert.Equal("ConnectionFailed,KooDrive.PowerShell.Cmdlets.GetKooDriveTaskCommand", error.FullyQualifiedErrorId);
        Assert.Equal(all.Take(36), broken.Ids);
        Assert.Equal(36, exception.TasksReturned);
        Assert.Equal(exception.Cursor, Shell["next"]);
        Assert.Equal(exception.Cursor, error.TargetObject);
        Assert.Contains($"'{exception.Cursor}'", exception.Message, System.StringComparison.Ordinal);
        Assert.Contains($"'{exception.Cursor}'", error.ErrorDetails.Message, System.StringComparison.Ordinal);

        Service.Script = null;
        Assert.Equal(all.Skip(36), Shell.Run("Get-KooDriveTask -All -PageSize 1 -Cursor $next").Clean().Ids);
        Assert.Equal(all.Skip(36), Shell.Run("Get-KooDriveTask -All -PageSize 1 -Cursor $Error[0].Exception.Cursor").Clean().Ids);
    }

    [Fact]
    [Trait("Acceptance", "6")]
    public void An_assignment_keeps_the_output_before_a_failure()
    {
        Service.Script = Scripts.On(ApiCall.ListTasks, 2, Behavior.Status(403));
        Connect();
        var result = Shell.Run("$x = Get-KooDriveTask -All; $x.Count");
        Assert.Equal("AccessDenied,KooDrive.PowerShell.Cmdlets.GetKooDriveTaskCommand", result.Error().FullyQualifiedErrorId);
        Assert.Equal(100, Assert.Single(result.Output)!.BaseObject);
    }

    [Theory]
    [Trait("Acceptance", "6")]
    [InlineData("nonsense")]
    [InlineData("12345")]
    public void A_cursor_that_the_service_refuses_is_CursorRejected(string cursor)
    {
        Connect();
        var error = Shell.Run($"Get-KooDriveTask -Cursor {cursor} -CursorVariable c").Error();
        Assert.Equal("CursorRejected,KooDrive.PowerShell.Cmdlets.GetKooDriveTaskCommand", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
        Assert.Equal(cursor, error.TargetObject);
        Assert.Equal(cursor, Shell["c"]);
        Assert.Equal(1, Service.RequestCount);
    }
}
