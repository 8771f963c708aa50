using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using KooDrive.TestServer;
using Microsoft.Extensions.Time.Testing;

namespace KooDrive.Sandbox.Tests;

public sealed class ListingTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 9, 14, 25, 36, 789, TimeSpan.Zero));

    public static MatrixTheoryData<ResponseShape, int, string> Filters { get; } = new(
        [ResponseShape.Table, ResponseShape.Example],
        [1, 7, 99, 100],
        ["", "&status=3", "&status=0&status=1", "&taskType=1", "&status=2&taskType=0", "&status=77"]);

    [Theory]
    [MemberData(nameof(Filters))]
    public void Listing_is_complete_and_in_order(ResponseShape shape, int pageSize, string filter)
    {
        var service = new SandboxService(TestService.Options(1250, shape), _clock);
        var pages = new Caller(service, _clock).Pages($"pageSize={pageSize}{filter}");

        var expected = service.Tasks.Where(task => IsWanted(task, filter)).Select(task => task.TaskId);
        Assert.Equal(expected, pages.SelectMany(page => page).Select(task => task.GetProperty("taskId").GetString()));
        Assert.All(pages, page => Assert.InRange(page.Length, 0, pageSize));
        if (filter.Length == 0)
            Assert.All(pages.SkipLast(1), page => Assert.Equal(pageSize, page.Length));
    }

    [Fact]
    public void Listing_with_a_filter_has_partial_and_empty_pages_before_the_end()
    {
        var caller = new Caller(new SandboxService(TestService.Options(1000), _clock), _clock);
        Assert.Contains(caller.Pages("status=3").SkipLast(1), page => page.Length is > 0 and < 100);
        var unfinished = caller.Pages("status=0");
        Assert.Equal(10, unfinished.Count);
        Assert.Equal(3, unfinished[0].Length);
        Assert.All(unfinished.Skip(1), Assert.Empty);
    }

    [Fact]
    public void Listing_reads_no_more_tasks_than_the_scan_window()
    {
        var caller = new Caller(new SandboxService(TestService.Options(50, scanWindow: 20), _clock), _clock);
        Assert.Equal([20, 20, 10], caller.Pages("pageSize=100").Select(page => page.Length));
    }

    [Fact]
    public void Listing_without_a_page_size_has_pages_of_100()
    {
        var caller = new Caller(new SandboxService(TestService.Options(101), _clock), _clock);
        Assert.Equal([100, 1], caller.Pages(string.Empty).Select(page => page.Length));
    }

    [Fact]
    public void Listing_that_ends_with_a_full_page_has_no_cursor()
    {
        var caller = new Caller(new SandboxService(TestService.Options(100), _clock), _clock);
        Assert.Equal([100], caller.Pages(string.Empty).Select(page => page.Length));
    }

    [Fact]
    public void Listing_of_an_empty_service_has_one_empty_page()
    {
        var caller = new Caller(new SandboxService(TestService.Options(0), _clock), _clock);
        Assert.Equal([0], caller.Pages(string.Empty).Select(page => page.Length));
    }

    [Fact]
    public void Cursor_keeps_its_position_when_tasks_are_created()
    {
        var caller = new Caller(new SandboxService(TestService.Options(), _clock), _clock);
        string first = caller.Post("/task/create", """{"taskType":0,"srcUserId":"1","dstUserId":"2"}""").GetProperty("taskId").GetString()!;
        string cursor = Caller.Cursor(caller.Get("/task/list?pageSize=1"))!;
        string cursorBelow = Caller.Cursor(caller.Get("/task/list?pageSize=10"))!;
        var before = Ids(caller.Get("/task/list?pageSize=10&pageCursor=" + cursor));
        var beforeBelow = Ids(caller.Get("/task/list?pageSize=10&pageCursor=" + cursorBelow));

        string second = caller.Post("/task/create", """{"taskType":0,"srcUserId":"1","dstUserId":"2"}""")
            .GetProperty("taskId").GetString()!;

        Assert.Equal([second, first], Ids(caller.Get("/task/list?pageSize=2")));
        Assert.Equal(before, Ids(caller.Get("/task/list?pageSize=10&pageCursor=" + cursor)));
        Assert.Equal(beforeBelow, Ids(caller.Get("/task/list?pageSize=10&pageCursor=" + cursorBelow)));
    }

    [Theory]
    [InlineData(ResponseShape.Table, "taskList", JsonValueKind.String)]
    [InlineData(ResponseShape.Example, "taskListDtos", JsonValueKind.Number)]
    public void Listing_has_the_requested_shape(ResponseShape shape, string list, JsonValueKind kind)
    {
        var caller = new Caller(new SandboxService(TestService.Options(shape: shape), _clock), _clock);
        var response = caller.Get("/task/list?pageSize=1");
        Assert.Equal(JsonValueKind.Array, response.GetProperty(list).ValueKind);
        Assert.Equal(kind, response.GetProperty("code").ValueKind);
        Assert.Equal(kind, response.GetProperty("nextCursor").ValueKind);
        Assert.Equal(JsonValueKind.String, response.GetProperty("msg").ValueKind);
    }

    [Theory]
    [InlineData("pageSize=0")]
    [InlineData("pageSize=101")]
    [InlineData("pageSize=ten")]
    [InlineData("pageSize=1&pageSize=2")]
    [InlineData("status=Failed")]
    [InlineData("status=2,3")]
    [InlineData("status=")]
    [InlineData("taskType=x")]
    [InlineData("taskType=0&taskType=1")]
    [InlineData("pageCursor=")]
    [InlineData("pageCursor=abc")]
    [InlineData("pageCursor=1723549107000")]
    [InlineData("pageCursor=9223372036854775807")]
    [InlineData("pageCursor=0")]
    [InlineData("sort=createTime")]
    public void Listing_with_an_invalid_parameter_is_refused(string query)
    {
        var caller = new Caller(new SandboxService(TestService.Options(), _clock), _clock);
        var response = caller.Send("GET", Caller.Root + "/task/list?" + query);
        Assert.Equal(400, response.StatusCode);
        Assert.Equal("13000102", Caller.Json(response).GetProperty("code").GetString());
    }

    [Fact]
    public void Listing_of_a_million_tasks_creates_one_page_at_a_time()
    {
        var caller = new Caller(new SandboxService(TestService.Options(1_000_000), _clock), _clock);
        string? cursor = null;
        var seen = new HashSet<string>();
        for (int page = 0; page < 50; page++)
        {
            var response = caller.Get("/task/list" + (cursor is null ? string.Empty : "?pageCursor=" + cursor));
            seen.UnionWith(Ids(response));
            cursor = Caller.Cursor(response);
        }

        Assert.Equal(5000, seen.Count);
        Assert.NotNull(cursor);
    }

    private static bool IsWanted(TaskInfo task, string filter) => filter switch
    {
        "" => true,
        "&status=3" => task.Status == TaskStatus.Failed,
        "&status=0&status=1" => task.Status is TaskStatus.New or TaskStatus.Executing,
        "&taskType=1" => task.TaskType == TaskType.BatchImport,
        "&status=2&taskType=0" => task is { Status: TaskStatus.Success, TaskType: TaskType.Transfer },
        _ => false,
    };

    private static IEnumerable<string> Ids(JsonElement response) =>
        Caller.Tasks(response).Select(task => task.GetProperty("taskId").GetString()!);
}
