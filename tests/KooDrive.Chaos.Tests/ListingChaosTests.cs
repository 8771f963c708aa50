using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using KooDrive.Client.Organization;
using KooDrive.Client.Paging;
using KooDrive.Client.Tasks;
using KooDrive.Sandbox;
using KooDrive.TestServer;

namespace KooDrive.Chaos.Tests;

/// <summary>
/// Complete listings with random failures: all tasks are returned, in order and once. The environment variable
/// <c>KOODRIVE_CHAOS_TASKS</c> makes the long runs longer.
/// </summary>
public sealed class ListingChaosTests : ChaosTest
{
    private const int PageSize = 10;

    private static readonly int TasksOfLongRun = CountFrom("KOODRIVE_CHAOS_TASKS", 50_000);

    public static TheoryData<int, bool> ShortRuns =>
        [.. Enumerable.Range(1, 4).SelectMany(seed => ((int Seed, bool IsApp)[])[(seed, true), (seed, false)])];

    [Theory]
    [InlineData(2026, true)]
    [InlineData(2027, false)]
    public Task A_long_listing_is_complete(int seed, bool isApp) => RunAsync(seed, isApp, TasksOfLongRun, portion: 250);

    [Theory]
    [MemberData(nameof(ShortRuns))]
    public Task A_listing_with_random_failures_is_complete(int seed, bool isApp) => RunAsync(seed, isApp, 3_000, portion: 20);

    [Theory]
    [InlineData(11, true, 0)]
    [InlineData(12, false, 0)]
    [InlineData(13, true, 1)]
    [InlineData(14, false, 1)]
    [Trait("Acceptance", "6")]
    public async Task A_broken_listing_continues_from_its_error_until_it_is_complete(int seed, bool isApp, int budgetSeconds)
    {
        const int Tasks = 6_000;
        await using var service = await StartAsync(Tasks, RefusalOf(seed));
        service.Script = RandomFaults(seed, probability: 0.25);
        using var client = Connect(service, isApp, TimeSpan.FromSeconds(budgetSeconds));
        using var expected = service.Engine.Tasks.GetEnumerator();
        int breaks = 0;
        string? cursor = null;
        for (bool isDone = false; !isDone;)
        {
            int returned = 0;
            try
            {
                await foreach (var page in client.ListTasksAsync(new TaskQuery { PageSize = PageSize, Cursor = cursor }, null, Stop))
                {
                    AssertNext(expected, page);
                    returned += page.Values.Count;
                }

                isDone = true;
            }
            catch (KooDriveException e)
            {
                Assert.Equal(returned, e.TasksReturned);
                Assert.True(
                    e.Kind is KooDriveErrorKind.ConnectionFailed or KooDriveErrorKind.ServiceUnavailable or KooDriveErrorKind.Throttled
                    or KooDriveErrorKind.ServiceError or KooDriveErrorKind.OperationTimeout, e.ToString());
                cursor = e.Cursor;
                breaks++;
            }
        }

        Assert.False(expected.MoveNext());
        Assert.InRange(breaks, 2, Tasks);
    }

    [Theory]
    [InlineData(21, true)]
    [InlineData(22, false)]
    public async Task A_listing_of_users_with_random_failures_is_complete(int seed, bool isApp)
    {
        await using var service = await StartAsync(tasks: 0, RefusalOf(seed), users: 3_000);
        service.Script = RandomFaults(seed);
        using var client = Connect(service, isApp, TimeSpan.FromMinutes(10));
        var names = new List<string?>();
        var query = new UserQuery { PageSize = PageSize };
        await foreach (var page in client.ListUsersAsync(query, null, Stop))
            names.AddRange(page.Values.Select(user => user.Name));
        Assert.Equal(3_000, names.Distinct().Count());
        Assert.Equal(3_000, names.Count);
        Assert.InRange(client.Statistics.Retries, 300 / 20, 300 / 5);
        Assert.Equal(0, Clock.OpenTimers);
    }

    private async Task RunAsync(int seed, bool isApp, int tasks, int portion)
    {
        await using var service = await StartAsync(tasks, RefusalOf(seed));
        service.Script = RandomFaults(seed);
        // In a million pages, three faults in a row are common, and two stalls take the default retry time of two minutes.
        using var client = Connect(service, isApp, TimeSpan.FromMinutes(10));
        using var expected = service.Engine.Tasks.GetEnumerator();
        int pages = 0;
        string? cursor = null;
        do
        {
            cursor = await ReadAsync(page =>
            {
                AssertNext(expected, page);
                return ++pages % portion == 0;
            });
        }
        while (cursor is not null);

        Assert.False(expected.MoveNext());
        Assert.Equal(tasks / PageSize, pages);

        // The intended number of failures has occurred, for every kind of request.
        Assert.InRange(client.Statistics.Retries, pages / 20, pages / 5);
        if (!isApp)
        {
            Assert.InRange(service.CountOf(ApiCall.RefreshSession), 1, pages);
            Assert.InRange(service.CountOf(ApiCall.CheckSession), 4 * (pages / portion), pages);
        }

        Assert.Equal(0, Clock.OpenTimers);

        async Task<string?> ReadAsync(Func<Page<TaskInfo>, bool> isEnough)
        {
            // A consumer that processes its first page for an hour, when nothing is fetched ahead, and then stops.
            bool isFirst = true;
            var query = new TaskQuery { PageSize = PageSize, Cursor = cursor };
            await foreach (var page in client.ListTasksAsync(query, null, Stop))
            {
                if (isEnough(page))
                    return page.NextCursor;
                if (isFirst && !isApp)
                    await HoldPageAsync();
                isFirst = false;
            }

            return null;
        }
    }

    // In quarters of an hour, each until the keep-alive request has been sent.
    private async Task HoldPageAsync()
    {
        for (int quarter = 0; quarter < 4; quarter++)
        {
            var isChecked = Clock.WaitForTimerAsync(TestClock.KeepAlive, Stop);
            Clock.Advance(TestClock.KeepAlive);
            await isChecked;
        }
    }

    private static void AssertNext(IEnumerator<TaskInfo> expected, Page<TaskInfo> page)
    {
        foreach (var task in page.Values)
        {
            Assert.True(expected.MoveNext());
            Assert.Equal(expected.Current.TaskId, task.TaskId);
            Assert.Equal(expected.Current.TaskName, task.TaskName);
        }
    }

    private Func<RecordedRequest, Behavior?> RandomFaults(int seed, double probability = FaultProbability) =>
        WithExpiries(seed, Scripts.RandomFaults(seed, probability, [.. Scripts.QuickFaults, Stall]));

    // Each seed has one of the responses that the reference allows for an expired token.
    private static AuthenticationFailureResponse RefusalOf(int seed) => (AuthenticationFailureResponse)(seed % 3);
}
