using System;
using System.Linq;
using System.Threading.Tasks;
using KooDrive.Sandbox;
using KooDrive.TestServer;

namespace KooDrive.PowerShell.Tests;

public sealed class ListingTests : ServiceTests
{
    private string?[] AllIds => [.. Service.Engine.Tasks.Select(task => task.TaskId)];

    [Fact]
    public void All_outputs_every_task_in_the_services_order()
    {
        Connect();
        var result = Shell.Run("Get-KooDriveTask -All -Verbose").Clean();
        Assert.Equal(AllIds, result.Ids);
        Assert.Equal(3, Service.RequestCount);
        Assert.Empty(result.Warnings);
        Assert.Equal(["250 tasks in 3 pages. The listing is complete."], result.Verbose);
    }

    [Theory]
    [InlineData(1, "1 task")]
    [InlineData(2, "2 tasks")]
    public void A_number_of_tasks_has_the_right_noun(int count, string tasks)
    {
        Connect();
        var result = Shell.Run($"Get-KooDriveTask -PageSize {count} -Verbose").Clean();
        Assert.StartsWith($"Returned {tasks}; there may be more.", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.StartsWith($"{tasks} in 1 page.", Assert.Single(result.Verbose), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Acceptance", "2")]
    public void An_incomplete_listing_warns_once()
    {
        Connect();
        var result = Shell.Run("Get-KooDriveTask -CursorVariable next").Clean();
        Assert.Equal(AllIds.Take(100), result.Ids);
        string warning = Assert.Single(result.Warnings);
        Assert.Contains("100 tasks", warning, StringComparison.Ordinal);
        Assert.Contains("-All", warning, StringComparison.Ordinal);
        Assert.Contains($"-Cursor '{Shell["next"]}'", warning, StringComparison.Ordinal);
        Assert.Equal(1, Service.RequestCount);

        Assert.Equal(AllIds.Skip(100), Shell.Run("Get-KooDriveTask -All -Cursor $next").Clean().Ids);
    }

    [Theory]
    [Trait("Acceptance", "2")]
    [InlineData("-All", 250)]
    [InlineData("-First 120", 120)]
    [InlineData("-First 250", 250)]
    [InlineData("-Cursor $last", 50)]
    public void A_complete_listing_does_not_warn(string parameters, int count)
    {
        Connect();
        Shell.Run("Get-KooDriveTask -First 200 -CursorVariable last").Clean();
        var result = Shell.Run($"Get-KooDriveTask {parameters}").Clean();
        Assert.Equal(count, result.Tasks.Count);
        Assert.Empty(result.Warnings);
    }

    [Fact]
    [Trait("Acceptance", "2")]
    public void A_full_page_that_ends_the_listing_does_not_warn()
    {
        Service.Pages = PagePlan.OfCounts(100);
        Connect();
        var result = Shell.Run("Get-KooDriveTask").Clean();
        Assert.Equal(100, result.Tasks.Count);
        Assert.Empty(result.Warnings);
    }

    [Fact]
    [Trait("Acceptance", "2")]
    public void The_warning_obeys_WarningAction()
    {
        Connect();
        var silent = Shell.Run("Get-KooDriveTask -WarningAction SilentlyContinue -WarningVariable w; $w.Count").Clean();
        Assert.Empty(silent.Warnings);
        Assert.Equal(1, silent.Output[^1]!.BaseObject);

        var stopped = Shell.Run("Get-KooDriveTask -WarningAction Stop");
        Assert.Equal(100, stopped.Tasks.Count);
        Assert.NotNull(stopped.Terminating);
        Assert.Equal(2, Service.RequestCount);
    }

    [Fact]
    [Trait("Acceptance", "4")]
    public void Empty_pages_before_the_end_do_not_end_the_listing()
    {
        Service.Pages = PagePlan.OfCounts(0, 3, 0, 0, 2);
        Connect();
        Assert.Equal(Service.Pages.Tasks.Select(task => task.TaskId), Shell.Run("Get-KooDriveTask -All").Clean().Ids);
        Assert.Equal(Service.Pages.Tasks.Select(task => task.TaskId), Shell.Run("Get-KooDriveTask").Clean().Ids);
        Assert.Equal(3, Shell.Run("Get-KooDriveTask -PageSize 3 -WarningAction SilentlyContinue").Clean().Tasks.Count);
    }

    [Theory]
    [Trait("Acceptance", "4")]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(99)]
    [InlineData(100)]
    public void The_page_size_does_not_change_the_output(int pageSize)
    {
        Connect();
        Assert.Equal(AllIds, Shell.Run($"Get-KooDriveTask -All -PageSize {pageSize}").Clean().Ids);
        var failed = Service.Engine.Tasks.Where(task => task.Status == TaskStatus.Failed).Select(task => task.TaskId);
        Assert.Equal(failed, Shell.Run($"Get-KooDriveTask -All -PageSize {pageSize} -Status Failed").Clean().Ids);
    }

    [Fact]
    public void First_requests_only_the_missing_tasks()
    {
        Connect();
        var result = Shell.Run("Get-KooDriveTask -First 130 -CursorVariable next").Clean();
        Assert.Equal(AllIds.Take(130), result.Ids);
        Assert.Equal(["100", "30"], Service.Requests.Select(request => request.Query["pageSize"].Single()));
        Assert.Equal(AllIds.Skip(130), Shell.Run("Get-KooDriveTask -All -Cursor $next").Clean().Ids);
    }

    [Fact]
    public void First_0_requests_nothing()
    {
        Connect();
        var result = Shell.Run("Get-KooDriveTask -First 0 -CursorVariable next -Verbose").Clean();
        Assert.Empty(result.Output);
        Assert.Empty(result.Warnings);
        Assert.Equal(0, Service.RequestCount);
        Assert.Equal(string.Empty, Shell["next"]);
        Assert.DoesNotContain("complete", Assert.Single(result.Verbose), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-Skip 0 -All", 0, 250)]
    [InlineData("-Skip 30 -All", 30, 220)]
    [InlineData("-Skip 240 -First 30", 240, 10)]
    [InlineData("-Skip 100 -First 5", 100, 5)]
    [InlineData("-Skip 251 -All", 251, 0)]
    public void Skip_omits_the_first_tasks(string parameters, int skipped, int count)
    {
        Connect();
        var result = Shell.Run($"Get-KooDriveTask {parameters} -CursorVariable next").Clean();
        Assert.Equal(AllIds.Skip(skipped).Take(count), result.Ids);
        if (Shell["next"] is string next)
            Assert.Equal(AllIds.Skip(skipped + count), Shell.Run($"Get-KooDriveTask -All -Cursor '{next}'").Clean().Ids);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(6)]
    [Trait("Acceptance", "37")]
    public void A_listing_that_breaks_while_it_skips_can_continue_exactly(int page)
    {
        Service.Script = Scripts.On(ApiCall.ListTasks, page, Behavior.Status(403));
        Connect();
        var broken = Shell.Run("Get-KooDriveTask -All -PageSize 10 -Skip 45 -ErrorVariable broken");
        var error = broken.Error();
        int left = Math.Max(0, 45 - (10 * (page - 1)));
        Assert.Equal(left > 0, error.Exception.Message.Contains($"Items to skip at the start: {left}.", StringComparison.Ordinal));
        var rest = Shell.Run("Get-KooDriveTask -All -Cursor $broken[0].Exception.Cursor -Skip $broken[0].Exception.Skip").Clean();
        Assert.Equal(Service.Engine.Tasks.Skip(45).Select(task => task.TaskId), broken.Ids.Concat(rest.Ids));
    }

    [Fact]
    public void The_verbose_line_reports_how_the_listing_ended()
    {
        Connect();
        var part = Shell.Run("Get-KooDriveTask -First 120 -CursorVariable next -Verbose").Clean();
        Assert.Equal(
            [$"120 tasks in 2 pages. The listing stopped as requested, before its end. Next cursor: '{Shell["next"]}'."], part.Verbose);
        Assert.Equal(
            ["130 tasks in 2 pages. The listing is complete."],
            Shell.Run("Get-KooDriveTask -All -Cursor $next -Verbose").Clean().Verbose);
    }

    [Fact]
    public async Task Objects_are_output_before_the_next_page_is_served()
    {
        var gates = Enumerable.Range(0, 4).Select(_ => new TaskCompletionSource()).ToArray();
        Service.Script = request => request.Call == ApiCall.ListTasks ? Behavior.After(gates[request.CallNumber].Task) : null;
        Connect("-OperationTimeoutSeconds 600");
        using var timeout = TestTimeout();
        using var running = Shell.Start("Get-KooDriveTask -All");
        for (int page = 1; page <= 3; page++)
        {
            gates[page].SetResult();
            await running.WaitForOutputAsync(Math.Min(page * 100, 250), timeout.Token);
            Assert.Equal(Math.Min(page * 100, 250), running.OutputCount);
        }

        Assert.Equal(AllIds, (await running.WaitAsync(timeout.Token)).Clean().Ids);
    }

    [Fact]
    public void The_cursor_variable_always_has_the_current_cursor()
    {
        Service.Pages = PagePlan.OfPages((2, "A"), (2, "B"), (1, null));
        Connect();

        // While a page is being written, the variable has the cursor of that page.
        var seen = Shell.Run("Get-KooDriveTask -All -CursorVariable c | ForEach-Object { \"[$c]\" }").Clean();
        Assert.Equal(["[]", "[]", "[A]", "[A]", "[B]"], seen.Output.Select(output => output!.BaseObject));
        Assert.Null(Shell["c"]);

        Shell.Run("Get-KooDriveTask -First 2 -CursorVariable c").Clean();
        Assert.Equal("A", Shell["c"]);

        Shell.Run("Disconnect-KooDrive; $c = 7; Get-KooDriveTask -Cursor B -CursorVariable c").Error();
        Assert.Equal("B", Shell["c"]);
        Shell.Run("$c = 7; Get-KooDriveTask -CursorVariable c").Error();
        Assert.Equal(string.Empty, Shell["c"]);
    }

    [Fact]
    public void The_cursor_variable_is_set_in_the_scope_of_the_caller()
    {
        Connect();
        var result = Shell.Run("""
            function Read-Some { $null = Get-KooDriveTask -First 3 -CursorVariable inner; $inner }
            Read-Some
            """).Clean();
        Assert.NotEqual(string.Empty, Assert.Single(result.Output)!.BaseObject);
        Assert.Null(Shell["inner"]);
    }

    [Fact]
    public void Surplus_tasks_of_a_page_are_not_lost()
    {
        Service.Pages = PagePlan.OfPages((5, "A"), (5, null));
        Connect();
        var result = Shell.Run("Get-KooDriveTask -First 7 -CursorVariable c").Clean();
        Assert.Equal(7, result.Tasks.Count);
        Assert.Contains("more than requested", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Equal("A", Shell["c"]);
    }
}
