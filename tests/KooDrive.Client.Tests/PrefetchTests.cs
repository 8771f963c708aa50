using System;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using KooDrive.Client.Tasks;
using KooDrive.Sandbox;
using KooDrive.TestServer;

namespace KooDrive.Client.Tests;

public sealed class PrefetchTests : ClientTest
{
    private static readonly TaskQuery Query = new() { PageSize = 10 };

    [Fact]
    [Trait("Acceptance", "10")]
    public async Task Page_two_is_requested_only_when_it_is_needed()
    {
        using var client = ConnectOnce();
        await using var listing = client.ListTasksAsync(Query, null, Stop).GetAsyncEnumerator(Stop);
        Assert.True(await listing.MoveNextAsync());
        Assert.Equal(1, await PagesRequestedAsync(client));
        await listing.DisposeAsync();
        Assert.Equal(1, await PagesRequestedAsync(client));
        Assert.Equal(0, Clock.OpenTimers);
    }

    [Fact]
    public async Task One_page_is_fetched_ahead_from_page_two_on()
    {
        using var client = ConnectOnce();
        await using var listing = client.ListTasksAsync(Query, null, Stop).GetAsyncEnumerator(Stop);
        await listing.MoveNextAsync();
        await listing.MoveNextAsync();
        var third = await Service.WaitForRequestAsync(3, Stop);
        Assert.Equal(listing.Current.NextCursor, third.Cursor);

        // Page 3 has been fetched ahead; only then is page 4 requested.
        Assert.Equal(3, await PagesRequestedAsync(client));
        await listing.MoveNextAsync();
        Assert.Equal(third.Header("X-Traceid"), listing.Current.TraceId);
        await Service.WaitForRequestAsync(request => request.Call == ApiCall.ListTasks && request.CallNumber == 4, Stop);
        Assert.Equal(4, await PagesRequestedAsync(client));
        await listing.DisposeAsync();
        Assert.Equal(4, await PagesRequestedAsync(client));
    }

    [Fact]
    [Trait("Acceptance", "9")]
    public async Task A_page_that_is_fetched_ahead_is_canceled_when_the_consumer_stops()
    {
        Service.Script = Scripts.On(ApiCall.ListTasks, 3, Behavior.StallInBody(20));
        var listing = Connect().ListTasksAsync(Query, null, Stop).GetAsyncEnumerator(Stop);
        await listing.MoveNextAsync();
        await listing.MoveNextAsync();
        var third = await Service.WaitForRequestAsync(3, Stop);
        await listing.DisposeAsync();
        await third.Aborted.WaitAsync(Stop);
        Assert.Equal(3, Service.RequestCount);
        Assert.Equal(0, Clock.OpenTimers);
    }

    [Fact]
    public async Task A_retry_of_a_page_that_is_fetched_ahead_ends_when_the_consumer_stops()
    {
        Clock.SkipsDelays = false;
        Service.Script = request => request.CallNumber >= 3 ? Behavior.Status(429, ("Retry-After", "90")) : null;
        var waiting = Clock.WaitForTimerAsync(TimeSpan.FromSeconds(90), Stop);
        var listing = Connect().ListTasksAsync(Query, null, Stop).GetAsyncEnumerator(Stop);
        await listing.MoveNextAsync();
        await listing.MoveNextAsync();
        await waiting;
        await listing.DisposeAsync();
        Assert.Equal(3, Service.RequestCount);
        Assert.Equal(0, Clock.OpenTimers);
    }

    [Fact]
    public async Task A_page_that_failed_ahead_breaks_the_listing_only_when_it_is_needed()
    {
        Service.Script = request => request.CallNumber >= 3 ? Behavior.Status(403) : null;
        await using var listing = Connect().ListTasksAsync(Query, null, Stop).GetAsyncEnumerator(Stop);
        await listing.MoveNextAsync();
        await listing.MoveNextAsync();
        await Service.WaitForRequestAsync(3, Stop);
        Assert.Equal(10, listing.Current.Values.Count);
        var error = await Assert.ThrowsAsync<KooDriveException>(async () => await listing.MoveNextAsync());
        Assert.Equal(20, error.TasksReturned);
    }

    [Fact]
    public async Task No_page_is_fetched_after_the_limit_or_the_end()
    {
        await IdsAsync(Connect(), new TaskQuery { PageSize = 10, Limit = 30 });
        Assert.Equal(3, Service.RequestCount);
        Service.Pages = PagePlan.OfCounts(1, 1, 1);
        await IdsAsync(Connect(), Query);
        Assert.Equal(6, Service.RequestCount);
    }

    [Theory]
    [InlineData("headers")]
    [InlineData("body")]
    [InlineData("delay")]
    [Trait("Acceptance", "9")]
    public async Task Canceling_ends_the_wait(string what)
    {
        Clock.SkipsDelays = false;
        var delay = Clock.WaitForTimerAsync(TimeSpan.FromSeconds(90), Stop);
        Service.Script = _ => what switch
        {
            "headers" => Behavior.StallBeforeHeaders,
            "body" => Behavior.StallInBody(30),
            _ => Behavior.Status(503, ("Retry-After", "90")),
        };
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        using var client = Connect();
        var listing = ListingOutcome.OfAsync(client.ListTasksAsync(Query, null, stop.Token));
        var request = await Service.WaitForRequestAsync(1, Stop);
        if (what == "delay")
            await delay;
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => listing);
        if (what != "delay")
            await request.Aborted.WaitAsync(Stop);
        Assert.Equal(0, Clock.OpenTimers);

        // The next call works.
        Service.Script = null;
        Assert.Equal(AllIds, await IdsAsync(client));
    }

    [Fact]
    public async Task A_canceled_token_sends_nothing()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => ListingOutcome.OfAsync(Connect().ListTasksAsync(Query, null, stop.Token)));
        Assert.Equal(0, Service.RequestCount);
    }

    [Fact]
    public async Task Disposing_the_client_ends_running_and_later_calls()
    {
        Service.Script = Scripts.On(ApiCall.ListTasks, 1, Behavior.StallBeforeHeaders);
        var client = Connect();
        var listing = ErrorAsync(client);
        await Service.WaitForRequestAsync(1, Stop);
        client.Dispose();
        Assert.Equal(KooDriveErrorKind.NotConnected, (await listing).Kind);
        Assert.Equal(KooDriveErrorKind.NotConnected, (await ErrorAsync(client)).Kind);
        Assert.Equal(1, Service.RequestCount);
        Assert.Empty(Clock.Delays);
    }

    /// <summary>A client with one connection, on which requests arrive in the order in which they were sent.</summary>
    private KooDriveClient ConnectOnce() =>
        Connect(handler: new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = 1 });

    /// <summary>How many pages have been requested, with those whose requests have not arrived yet: another request follows them.</summary>
    private async Task<int> PagesRequestedAsync(KooDriveClient client)
    {
        await client.GetTaskAsync(AllIds.First()!, cancellationToken: Stop);
        return Service.CountOf(ApiCall.ListTasks);
    }
}
