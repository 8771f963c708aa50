using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using KooDrive.TestServer;

namespace KooDrive.Sandbox.Tests;

public sealed class PagePlanTests : FakeServiceTest
{
    [Theory]
    [InlineData(ResponseShape.Table)]
    [InlineData(ResponseShape.Example)]
    public async Task Page_plan_replaces_the_listing(ResponseShape shape)
    {
        await using var service = await FakeService.StartAsync(TestService.Options(shape: shape));
        var plan = PagePlan.OfCounts(0, 3, 0, 0, 2);
        service.Pages = plan;
        // A page that is cut is the same page when it is requested again.
        service.Script = Scripts.On(ApiCall.ListTasks, 2, Behavior.Truncate(30));
        var counts = new List<int>();
        var ids = new List<string?>();
        string? cursor = null;
        do
        {
            using var message = Caller.Message(service.Endpoint, List + (cursor is null ? string.Empty : "&pageCursor=" + cursor));
            try
            {
                using var response = await Client.SendAsync(message, Stop);
                var page = Caller.Json(await response.Content.ReadAsByteArrayAsync(Stop));
                var tasks = Caller.Tasks(page).ToArray();
                counts.Add(tasks.Length);
                ids.AddRange(tasks.Select(task => task.GetProperty("taskId").GetString()));
                cursor = Caller.Cursor(page);
            }
            catch (HttpRequestException) when (service.RequestCount == 2)
            {
                continue;
            }
        }
        while (cursor is not null);

        Assert.Equal([0, 3, 0, 0, 2], counts);
        Assert.Equal(plan.Tasks.Select(task => task.TaskId), ids);
        Assert.Equal(6, service.RequestCount);
    }

    [Fact]
    public async Task Page_plan_can_repeat_its_pages()
    {
        Service.Pages = PagePlan.OfPages((1, "A"), (2, "B"), (3, "A"), (4, null));
        Assert.Equal(
            [(1, "A"), (2, "B"), (3, "A"), (4, null), (4, null)],
            [await PageAsync(null), await PageAsync("A"), await PageAsync("B"), await PageAsync("A"), await PageAsync("A")]);
        using var refused = await SendAsync(List + "&pageCursor=C");
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);

        async Task<(int Count, string? Cursor)> PageAsync(string? cursor)
        {
            using var response = await SendAsync(List + (cursor is null ? string.Empty : "&pageCursor=" + cursor));
            var page = Caller.Json(await response.Content.ReadAsByteArrayAsync(Stop));
            return (Caller.Tasks(page).Count(), Caller.Cursor(page));
        }
    }

    [Fact]
    public async Task Page_plan_needs_credentials()
    {
        Service.Pages = PagePlan.OfCounts(1);
        using var response = await Client.GetAsync(new Uri(Service.Endpoint, List), Stop);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }
}
