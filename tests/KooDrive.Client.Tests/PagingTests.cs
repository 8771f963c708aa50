using System;
using System.Linq;
using System.Threading.Tasks;
using KooDrive.Client.Tasks;
using KooDrive.Sandbox;
using KooDrive.TestServer;

namespace KooDrive.Client.Tests;

public sealed class PagingTests : ClientTest
{
    [Theory]
    [InlineData(ResponseShape.Table)]
    [InlineData(ResponseShape.Example)]
    [Trait("Acceptance", "4")]
    public async Task Partial_and_empty_pages_are_not_the_end(ResponseShape shape)
    {
        var service = await StartAsync(TestService.Options(shape: shape));
        service.Pages = PagePlan.OfCounts(0, 3, 0, 0, 2);
        var outcome = await ListAsync(Connect(endpoint: service.Endpoint));
        Assert.Null(outcome.Error);
        Assert.Equal([0, 3, 0, 0, 2], outcome.Pages.Select(page => page.Values.Count));
        Assert.Equal(service.Pages.Tasks.Select(task => task.TaskId), outcome.Ids);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait("Acceptance", "4")]
    public async Task The_page_size_does_not_change_the_output(bool filtered)
    {
        var service = await StartAsync(TestService.Options(taskCount: 211, scanWindow: 5));
        using var client = Connect(endpoint: service.Endpoint);
        TaskStatus[] status = filtered ? [TaskStatus.Failed, TaskStatus.Executing] : [];
        TaskType? type = filtered ? TaskType.BatchImport : null;
        var expected = service.Engine.Tasks
            .Where(task => !filtered || (status.Contains(task.Status!.Value) && task.TaskType == type))
            .Select(task => task.TaskId)
            .ToArray();
        Assert.NotEmpty(expected);
        bool sawEmptyPage = false;
        foreach (int size in (int[])[1, 7, 99, 100])
        {
            var outcome = await ListAsync(client, new TaskQuery { PageSize = size, Status = status, TaskType = type });
            Assert.Null(outcome.Error);
            Assert.Equal(expected, outcome.Ids);
            Assert.All(outcome.Pages, page => Assert.InRange(page.Values.Count, 0, size));
            sawEmptyPage |= outcome.Pages.Any(page => page.Values.Count == 0);
        }

        Assert.Equal(filtered, sawEmptyPage);
    }

    [Fact]
    public async Task Pages_have_their_cursors_and_the_trace_ids_of_their_requests()
    {
        var outcome = await ListAsync(Connect());
        Assert.Null(outcome.Pages[0].Cursor);
        Assert.Equal(outcome.Pages.Skip(1).Select(page => page.Cursor), outcome.Pages.SkipLast(1).Select(page => page.NextCursor));
        Assert.Null(outcome.Pages[^1].NextCursor);
        Assert.Equal(Service.Requests.Select(request => request.Header("X-Traceid")), outcome.Pages.Select(page => page.TraceId));
    }

    [Theory]
    [InlineData("A", "A")]
    [InlineData("A", "B", "A")]
    [Trait("Acceptance", "3")]
    public async Task A_repeated_cursor_ends_the_listing_and_keeps_earlier_pages(params string[] cursors)
    {
        Service.Pages = PagePlan.OfPages([.. cursors.Select(cursor => (2, (string?)cursor)), (2, null)]);
        var outcome = await ListAsync(Connect());
        Assert.Equal(KooDriveErrorKind.CursorLoop, outcome.Error?.Kind);
        Assert.Null(outcome.Error?.Cursor);
        Assert.Contains("'A'", outcome.Error?.Summary, StringComparison.Ordinal);
        Assert.Equal(2 * cursors.Length, outcome.Error?.TasksReturned);
        Assert.Equal(Service.Pages.Tasks.Take(2 * cursors.Length).Select(task => task.TaskId), outcome.Ids);
        Assert.Equal(cursors.Length, Service.RequestCount);
    }

    [Fact]
    [Trait("Acceptance", "3")]
    public async Task The_cursor_of_the_start_is_also_checked_for_repetition()
    {
        Service.Pages = PagePlan.OfPages((1, "A"), (1, "B"), (1, "A"), (1, null));
        var outcome = await ListAsync(Connect(), new TaskQuery { Cursor = "A" });
        Assert.Equal(KooDriveErrorKind.CursorLoop, outcome.Error?.Kind);
        Assert.Equal(2, Service.RequestCount);
    }

    [Fact]
    [Trait("Acceptance", "3")]
    public async Task A_cursor_that_repeats_after_the_limit_is_no_error()
    {
        Service.Pages = PagePlan.OfPages((2, "A"), (2, "A"));
        Assert.Equal(4, (await IdsAsync(Connect(), new TaskQuery { Limit = 4 })).Length);
    }

    [Theory]
    [InlineData(130, 0, 100, "100 30")]
    [InlineData(100, 0, 100, "100")]
    [InlineData(5, 0, 100, "5")]
    [InlineData(20, 0, 7, "7 7 6")]
    [InlineData(10, 145, 100, "100 55")]
    [InlineData(3, 2, 100, "5")]
    public async Task A_limited_listing_requests_no_more_than_the_limit(int limit, int skip, int pageSize, string requested)
    {
        var outcome = await ListAsync(Connect(), new TaskQuery { Limit = limit, Skip = skip, PageSize = pageSize });
        Assert.Null(outcome.Error);
        Assert.Equal(AllIds.Skip(skip).Take(limit), outcome.Ids);
        Assert.Equal(requested, string.Join(' ', Service.Requests.Select(request => Assert.Single(request.Query["pageSize"]))));

        // The cursor continues exactly there.
        var rest = await IdsAsync(Connect(), new TaskQuery { Cursor = outcome.Pages[^1].NextCursor });
        Assert.Equal(AllIds.Skip(skip + limit), rest);
    }

    [Fact]
    public async Task The_limit_is_reached_through_partial_and_empty_pages()
    {
        Service.Pages = PagePlan.OfCounts(0, 3, 0, 0, 2, 4);
        var outcome = await ListAsync(Connect(), new TaskQuery { Limit = 5 });
        Assert.Equal(5, outcome.Ids.Count());
        Assert.Equal(5, Service.RequestCount);
        Assert.NotNull(outcome.Pages[^1].NextCursor);
    }

    [Theory]
    [InlineData(250, null)]
    [InlineData(260, null)]
    [InlineData(260, 5)]
    [InlineData(0, 0)]
    public async Task A_listing_that_skips_everything_or_has_limit_0_is_empty(int skip, int? limit)
    {
        Assert.Empty(await IdsAsync(Connect(), new TaskQuery { Skip = skip, Limit = limit }));
        Assert.Equal(limit == 0 ? 0 : 3, Service.RequestCount);
    }

    [Fact]
    public async Task An_empty_service_is_one_empty_page()
    {
        var service = await StartAsync(TestService.Options(taskCount: 0));
        var outcome = await ListAsync(Connect(endpoint: service.Endpoint));
        Assert.Null(outcome.Error);
        Assert.Empty(Assert.Single(outcome.Pages).Values);
    }

    [Fact]
    public async Task A_page_with_surplus_tasks_is_cut_with_a_warning_and_without_loss()
    {
        Service.Pages = PagePlan.OfCounts(10, 10, 10);
        var recorder = new Recorder();
        var outcome = await ListAsync(Connect(), new TaskQuery { Limit = 13, PageSize = 5 }, recorder);
        Assert.Null(outcome.Error);
        Assert.Equal(Service.Pages.Tasks.Take(13).Select(task => task.TaskId), outcome.Ids);
        Assert.Contains("7 items more", Assert.Single(recorder.Warnings), StringComparison.Ordinal);

        string? cursor = outcome.Pages[^1].NextCursor;
        Assert.Equal(outcome.Pages[^1].Cursor, cursor);
        var rest = await IdsAsync(Connect(), new TaskQuery { Cursor = cursor });
        Assert.Equal(Service.Pages.Tasks.Skip(10).Select(task => task.TaskId), rest);
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(0, 10, 10)]
    [InlineData(2, 10)]
    [InlineData(4, 10)]
    [Trait("Acceptance", "2")]
    public async Task A_first_page_with_surplus_tasks_leaves_the_cursor_at_the_beginning(int skip, params int[] counts)
    {
        Service.Pages = PagePlan.OfCounts(counts);
        var recorder = new Recorder();
        var outcome = await ListAsync(Connect(), new TaskQuery { Limit = 5, Skip = skip, PageSize = 5 }, recorder);
        Assert.Null(outcome.Error);
        Assert.Equal(Service.Pages.Tasks.Skip(skip).Take(5).Select(task => task.TaskId), outcome.Ids);
        Assert.Contains($"{QuantityText.Items(5 - skip)} more than requested", Assert.Single(recorder.Warnings), StringComparison.Ordinal);

        // Not null, which would mean that the listing is complete.
        string? cursor = Assert.Single(outcome.Pages).NextCursor;
        Assert.Equal(string.Empty, cursor);
        Assert.Equal(Service.Pages.Tasks.Select(task => task.TaskId), await IdsAsync(Connect(), new TaskQuery { Cursor = cursor }));
    }

    [Fact]
    public async Task A_page_with_surplus_tasks_is_complete_without_a_limit()
    {
        Service.Pages = PagePlan.OfCounts(150, 120);
        var recorder = new Recorder();
        Assert.Equal(270, (await IdsAsync(Connect(), recorder: recorder)).Length);
        Assert.Empty(recorder.Warnings);
    }

    [Fact]
    public async Task Two_listings_of_one_client_are_independent()
    {
        using var client = Connect();
        var results = await Task.WhenAll(Enumerable.Range(1, 8).Select(size => IdsAsync(client, new TaskQuery { PageSize = size * 5 })));
        Assert.All(results, ids => Assert.Equal(AllIds, ids));
    }
}
