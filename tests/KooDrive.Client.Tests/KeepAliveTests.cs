using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using KooDrive.Client.Paging;
using KooDrive.Client.Tasks;
using KooDrive.Sandbox;
using KooDrive.TestServer;

namespace KooDrive.Client.Tests;

/// <summary>A token expires after 20 minutes without requests; a consumer may process a page for longer than that.</summary>
public sealed class KeepAliveTests : ClientTest
{
    private static readonly TaskQuery Query = new() { PageSize = 50 };

    [Fact]
    [Trait("Acceptance", "5")]
    public async Task A_page_can_be_processed_for_two_hours()
    {
        await using var listing = Open(Connect(TokenOf()));
        Assert.True(await listing.MoveNextAsync());
        for (int check = 1; check <= 8; check++)
            await PassQuarterOfAnHourAsync(check);
        var ids = listing.Current.Values.Select(task => task.TaskId).ToList();
        while (await listing.MoveNextAsync())
            ids.AddRange(listing.Current.Values.Select(task => task.TaskId));
        Assert.Equal(AllIds, ids);
        Assert.Equal((5, 8), (Service.CountOf(ApiCall.ListTasks), Service.CountOf(ApiCall.CheckSession)));
        Assert.Equal(0, Clock.OpenTimers);
    }

    [Fact]
    public async Task The_keep_alive_sends_nothing_while_pages_arrive()
    {
        // Two pages, so that no request is running while the clock advances.
        var query = new TaskQuery { PageSize = 50, Limit = 100 };
        await using var listing = Connect(TokenOf()).ListTasksAsync(query, null, Stop).GetAsyncEnumerator(Stop);
        Assert.True(await listing.MoveNextAsync());
        Clock.Advance(TimeSpan.FromMinutes(14));
        Assert.True(await listing.MoveNextAsync());

        // The timer is due, but the newest page is more recent: either the timer is set again, or the token is checked.
        var isSetAgain = Clock.WaitForTimerAsync(TimeSpan.FromMinutes(1), Stop);
        var check = Service.WaitForRequestAsync(request => request.Call == ApiCall.CheckSession, Stop);
        Clock.Advance(TimeSpan.FromMinutes(14));
        Assert.Same(isSetAgain, await Task.WhenAny(isSetAgain, check));

        Assert.False(await listing.MoveNextAsync());
        Assert.Equal((2, 2), (Service.RequestCount, Service.CountOf(ApiCall.ListTasks)));
    }

    [Fact]
    public async Task A_keep_alive_can_be_due_while_it_is_created()
    {
        using var client = new KooDriveClient(new KooDriveClientOptions
        {
            Endpoint = Service.Endpoint,
            UserId = UserId,
            Credential = TokenOf(),
            UseProxy = false,
            TimeProvider = new ImpatientClock(),
        });
        await using var listing = Open(client);
        Assert.True(await listing.MoveNextAsync());
    }

    [Fact]
    public async Task The_keep_alive_sends_nothing_for_an_app()
    {
        await using var listing = Open(Connect());
        Assert.True(await listing.MoveNextAsync());

        // No time causes a check. With a token, one does.
        Assert.Equal(0, Clock.SetTimers);
        Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(0, Clock.SetTimers);
        await listing.DisposeAsync();
        Assert.Equal(1, Service.RequestCount);
    }

    [Fact]
    public async Task The_keep_alive_ends_with_the_listing()
    {
        using var client = Connect(TokenOf());
        var listing = Open(client);
        Assert.True(await listing.MoveNextAsync());
        Assert.Equal(1, Clock.SetTimers);
        await listing.DisposeAsync();
        Assert.Equal(0, Clock.OpenTimers);
        Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(1, Service.RequestCount);
    }

    [Fact]
    public async Task A_failed_check_is_repeated_and_not_reported()
    {
        Service.Script = Scripts.Sequence(ApiCall.CheckSession, Behavior.Status(503), Behavior.Reset, null, Behavior.Status(403));
        await using var listing = Open(Connect(TokenOf()));
        Assert.True(await listing.MoveNextAsync());
        await PassQuarterOfAnHourAsync(3);
        await PassQuarterOfAnHourAsync(4);
        Assert.True(await listing.MoveNextAsync());
        Assert.Equal(4, Service.CountOf(ApiCall.CheckSession));
    }

    [Fact]
    public async Task A_check_that_finds_an_expired_token_refreshes_it()
    {
        Service.Script = Scripts.On(ApiCall.CheckSession, 1, Behavior.Status(401));
        await using var listing = Open(Connect(TokenOf(sessionId: SessionId)));
        Assert.True(await listing.MoveNextAsync());
        await PassQuarterOfAnHourAsync(2);
        Assert.Equal(1, Service.CountOf(ApiCall.RefreshSession));
        Assert.True(await listing.MoveNextAsync());
        Assert.NotEqual("Bearer+" + UserToken, Service.Requests[^1].Header("Authorization"));
    }

    [Fact]
    public async Task An_expired_token_is_reported_with_the_next_page()
    {
        Service.Script = Scripts.FirstOf(
            Scripts.Always(ApiCall.CheckSession, Behavior.Status(401)),
            request => request.Call == ApiCall.ListTasks && request.CallNumber > 1 ? Behavior.Status(401) : null);
        await using var listing = Open(Connect(TokenOf()));
        Assert.True(await listing.MoveNextAsync());
        await PassQuarterOfAnHourAsync(1);
        string? next = listing.Current.NextCursor;
        var error = await Assert.ThrowsAsync<KooDriveException>(async () => await listing.MoveNextAsync());
        Assert.Equal((KooDriveErrorKind.TokenExpired, 50), (error.Kind, error.TasksReturned));
        Assert.Equal(next, error.Cursor);
    }

    [Fact]
    [Trait("Acceptance", "9")]
    public async Task A_check_is_canceled_when_the_consumer_stops()
    {
        Service.Script = Scripts.Always(ApiCall.CheckSession, Behavior.StallBeforeHeaders);
        var listing = Open(Connect(TokenOf()));
        Assert.True(await listing.MoveNextAsync());
        Clock.Advance(TestClock.KeepAlive);
        var check = await Service.WaitForRequestAsync(request => request.Call == ApiCall.CheckSession, Stop);
        await listing.DisposeAsync();
        await check.Aborted.WaitAsync(Stop);
        Assert.Equal(0, Clock.OpenTimers);
    }

    private IAsyncEnumerator<Page<TaskInfo>> Open(KooDriveClient client) =>
        client.ListTasksAsync(Query, null, Stop).GetAsyncEnumerator(Stop);

    private async Task PassQuarterOfAnHourAsync(int checks)
    {
        var isDone = Clock.WaitForTimerAsync(TestClock.KeepAlive, Stop);
        Clock.Advance(TestClock.KeepAlive);
        await isDone;
        Assert.Equal(checks, Service.CountOf(ApiCall.CheckSession));
    }

    // On a slow computer, a timer can be due before the method that creates it returns.
    private sealed class ImpatientClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime == TestClock.KeepAlive)
                callback(state);
            return System.CreateTimer(callback, state, dueTime, period);
        }
    }
}
