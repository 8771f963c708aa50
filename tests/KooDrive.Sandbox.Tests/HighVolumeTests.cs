using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using KooDrive.TestServer;

namespace KooDrive.Sandbox.Tests;

/// <summary>Runs alone, because it measures the memory of the process.</summary>
[CollectionDefinition(nameof(HighVolumeTests), DisableParallelization = true)]
[Collection(nameof(HighVolumeTests))]
public sealed class HighVolumeTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Listing_of_thousands_of_pages_uses_little_memory()
    {
        await using var service = await FakeService.StartAsync(TestService.Options(1_000_000));
        service.RecordRequests = false;
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });

        string? cursor = await ReadAsync(500, null);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        cursor = await ReadAsync(5000, cursor);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 1_000_000);
        Assert.NotNull(cursor);
        Assert.Equal(5500, service.RequestCount);

        async Task<string?> ReadAsync(int pages, string? cursor)
        {
            for (int page = 0; page < pages; page++)
            {
                using var message = Caller.Message(
                    service.Endpoint, Caller.Root + "/task/list?pageSize=1" + (cursor is null ? string.Empty : "&pageCursor=" + cursor));
                using var response = await client.SendAsync(message, Stop);
                cursor = Caller.Cursor(Caller.Json(await response.Content.ReadAsByteArrayAsync(Stop)));
            }

            return cursor;
        }
    }
}
