using System;
using System.Linq;
using System.Threading.Tasks;
using KooDrive.Client.Tasks;
using KooDrive.Sandbox;
using KooDrive.TestServer;

namespace KooDrive.Client.Tests;

/// <summary>The cursor and skip of a broken listing give exactly the rest; other errors have neither.</summary>
public sealed class BrokenListingTests : ClientTest
{
    private const int PageSize = 10;

    // Which page breaks, how many tasks to skip, and how many of these are left to skip where the listing broke.
    [Theory]
    [InlineData(1, 45, 45, 0)]
    [InlineData(2, 45, 35, 0)]
    [InlineData(5, 45, 5, 0)]
    [InlineData(6, 45, 0, 5)]
    [InlineData(6, 50, 0, 0)]
    [InlineData(9, 45, 0, 35)]
    [InlineData(3, 0, 0, 20)]
    [InlineData(25, 1000, 760, 0)]
    [Trait("Acceptance", "37")]
    public async Task The_cursor_and_skip_of_an_error_give_exactly_the_rest(int page, int skip, int stillToSkip, int returned)
    {
        Service.Script = Scripts.On(ApiCall.ListTasks, page, Behavior.Status(403));
        var outcome = await ListAsync(Connect(), new TaskQuery { PageSize = PageSize, Skip = skip });
        var error = outcome.Error!;
        Assert.Equal((KooDriveErrorKind.AccessDenied, returned), (error.Kind, error.TasksReturned));
        Assert.Equal(stillToSkip, error.Skip);
        Assert.Equal(page == 1, error.Cursor is null);
        Assert.Equal(stillToSkip > 0, error.Description.Contains("Items to skip at the start: ", StringComparison.Ordinal));
        if (stillToSkip > 0)
            Assert.Contains($"Items to skip at the start: {stillToSkip}.", error.Description, StringComparison.Ordinal);
        Assert.Equal(AllIds.Skip(skip).Take(returned), outcome.Ids);

        var rest = await IdsAsync(Connect(), new TaskQuery { PageSize = PageSize, Cursor = error.Cursor, Skip = (int)error.Skip! });
        Assert.Equal(AllIds.Skip(skip), outcome.Ids.Concat(rest));
    }

    [Theory]
    [InlineData(ApiCall.ListTasks, 401)]
    [InlineData(ApiCall.ListTasks, 503)]
    [InlineData(ApiCall.ListTasks, 0)]
    [Trait("Acceptance", "37")]
    public async Task The_parts_of_a_listing_that_breaks_repeatedly_are_complete(ApiCall call, int status)
    {
        // Every third request fails, without retries: also for partial and empty pages.
        const int Skip = 37;
        Service.Pages = PagePlan.OfCounts(10, 0, 10, 3, 0, 0, 17, 10, 1, 0, 10, 0);
        Service.Script = request => request.Call == call && request.CallNumber % 3 == 0
            ? status == 0 ? Behavior.Reset : Behavior.Status(status)
            : null;
        var query = new TaskQuery { PageSize = PageSize, Skip = Skip };
        var ids = Enumerable.Empty<string?>();
        int breaks = 0;
        for (bool isDone = false; !isDone; breaks++)
        {
            Assert.InRange(breaks, 0, 20);
            var outcome = await ListAsync(Connect(maximumRetryTime: TimeSpan.Zero), query);
            ids = ids.Concat(outcome.Ids);
            isDone = outcome.Error is null;
            if (!isDone)
                query = new TaskQuery { PageSize = PageSize, Cursor = outcome.Error!.Cursor, Skip = (int)outcome.Error.Skip! };
        }

        Assert.True(breaks > 3);
        Assert.Equal(Service.Pages.Tasks.Skip(Skip).Select(task => task.TaskId), ids);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(25)]
    [Trait("Acceptance", "37")]
    public async Task The_error_of_a_rejected_cursor_has_no_cursor(int skip)
    {
        Service.Script = Scripts.On(
            ApiCall.ListTasks, 3, Behavior.Status(400, """{"code":13000102,"msg":"bad pageCursor"}""", "application/json"));
        var outcome = await ListAsync(Connect(), new TaskQuery { PageSize = PageSize, Skip = skip });
        AssertNoPosition(outcome.Error!, KooDriveErrorKind.CursorRejected, Math.Max(0, 20 - skip));
        Assert.Contains($"does not accept the cursor '{Service.Requests[2].Cursor}'", outcome.Error!.Summary, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(25)]
    [Trait("Acceptance", "37")]
    public async Task The_error_of_a_repeated_cursor_has_no_cursor(int skip)
    {
        Service.Pages = PagePlan.OfPages((10, "A"), (10, "B"), (10, "A"), (10, null));
        var outcome = await ListAsync(Connect(), new TaskQuery { PageSize = PageSize, Skip = skip });
        AssertNoPosition(outcome.Error!, KooDriveErrorKind.CursorLoop, 30 - skip);
    }

    [Theory]
    [InlineData(ApiCall.GetTask)]
    [InlineData(ApiCall.GetTaskResult)]
    [InlineData(ApiCall.CreateTask)]
    public async Task A_failure_outside_a_listing_does_not_mention_returned_tasks(ApiCall call)
    {
        Service.Script = Scripts.Always(
            call, Behavior.Status(call == ApiCall.CreateTask ? 403 : 400, """{"code":13000101,"msg":"m"}""", "application/json"));
        var client = Connect();
        var error = await Assert.ThrowsAsync<KooDriveException>(() => call switch
        {
            ApiCall.GetTask => client.GetTaskAsync("1", cancellationToken: Stop),
            ApiCall.GetTaskResult => client.GetTaskResultAsync("1", cancellationToken: Stop),
            _ => client.CreateTaskAsync(CreateTaskRequest.Transfer("1", "2"), cancellationToken: Stop),
        });
        AssertNoListing(error);
    }

    [Fact]
    public async Task A_wait_whose_listing_breaks_does_not_mention_returned_tasks()
    {
        Service.Script = _ => Behavior.Status(503);
        var error = await Assert.ThrowsAsync<KooDriveException>(async () =>
        {
            var client = Connect(maximumRetryTime: TimeSpan.Zero);
            await foreach (var _ in client.WaitForTasksAsync(["1", "2", "3", "4"], new WaitOptions(), cancellationToken: Stop))
            {
            }
        });
        Assert.Equal(ApiCall.ListTasks, Service.Requests[0].Call);
        AssertNoListing(error);
    }

    private static void AssertNoListing(KooDriveException error)
    {
        Assert.Equal((null, null, null), (error.Cursor, error.Skip, error.TasksReturned));
        Assert.DoesNotContain("before this error", error.Description, StringComparison.Ordinal);
        Assert.DoesNotContain("ursor", error.Description, StringComparison.Ordinal);
    }

    private static void AssertNoPosition(KooDriveException error, KooDriveErrorKind kind, int returned)
    {
        Assert.Equal((kind, returned), (error.Kind, error.TasksReturned));
        Assert.Null(error.Cursor);
        Assert.Equal(0, error.Skip);
        Assert.DoesNotContain("continue from", error.Description, StringComparison.Ordinal);
        Assert.DoesNotContain("to skip", error.Description, StringComparison.Ordinal);
    }
}
