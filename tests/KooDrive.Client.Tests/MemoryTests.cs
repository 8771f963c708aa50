using System;
using System.Threading.Tasks;
using KooDrive.Client.Tasks;
using KooDrive.TestServer;

namespace KooDrive.Client.Tests;

/// <summary>Runs alone, because all tests share the heap.</summary>
[Collection(nameof(MemoryTests))]
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
public sealed class MemoryTests : ClientTest
{
    [Fact]
    [Trait("Acceptance", "1")]
    public async Task Twenty_thousand_pages_of_one_task_do_not_accumulate_in_memory()
    {
        const int Pages = 20_000;
        var service = await StartAsync(TestService.Options(taskCount: Pages));
        service.RecordRequests = false;
        int count = 0;
        long early = 0;
        var expected = service.Engine.Tasks.GetEnumerator();
        await foreach (var page in Connect(endpoint: service.Endpoint).ListTasksAsync(new TaskQuery { PageSize = 1 }, null, Stop))
        {
            Assert.True(expected.MoveNext());
            Assert.Equal(expected.Current.TaskId, Assert.Single(page.Values).TaskId);
            if (++count == 1000)
                early = GC.GetTotalMemory(forceFullCollection: true);
        }

        Assert.Equal(Pages, count);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - early, long.MinValue, 10_000_000);
    }
}
