using System;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using KooDrive.Client.Authentication;
using KooDrive.Client.Tasks;
using KooDrive.Sandbox;
using KooDrive.TestServer;

namespace KooDrive.Client.Tests;

/// <summary>The service refuses an X-Date that is later than its own clock or older than 15 minutes.</summary>
public sealed class ClockTests : ClientTest
{
    private static readonly TaskQuery Query = new() { PageSize = 50 };

    [Theory]
    [InlineData(-10, true, true)]
    [InlineData(-10, false, true)]
    [InlineData(20, true, true)]
    [InlineData(16, false, true)]
    [InlineData(10, true, false)]
    [InlineData(-60 * 24 * 400, true, true)]
    public async Task A_wrong_clock_is_corrected_from_the_first_response(int minutes, bool app, bool refusedFirst)
    {
        Service.ClockShift = TimeSpan.FromMinutes(minutes);
        var recorder = new Recorder();
        Assert.Equal(AllIds, await IdsAsync(Connect(app ? App() : TokenOf()), Query, recorder));
        Assert.Equal(refusedFirst ? 6 : 5, Service.RequestCount);
        Assert.All(Service.Requests.Skip(1), AssertInTime);
        Assert.Equal(Service.RequestCount, Service.Requests.Select(request => request.Header("X-Traceid")).Distinct().Count());
        string warning = Assert.Single(recorder.Warnings);
        Assert.Contains(minutes < 0 ? "ahead of" : "behind", warning, StringComparison.Ordinal);
        Assert.Contains("service's clock. Correct it.", warning, StringComparison.Ordinal);
        Assert.Empty(recorder.Verbose);
        Assert.Empty(Clock.Delays);
    }

    [Theory]
    [InlineData(-900)]
    [InlineData(-501)]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(499)]
    [InlineData(30_000)]
    public async Task A_nearly_correct_clock_needs_no_correction_and_no_warning(int milliseconds)
    {
        Service.ClockShift = TimeSpan.FromMilliseconds(milliseconds);
        var recorder = new Recorder();
        Assert.Equal(AllIds, await IdsAsync(Connect(), Query, recorder));
        Assert.Equal(5, Service.RequestCount);
        Assert.All(Service.Requests, AssertInTime);
        Assert.Empty(recorder.Warnings);
    }

    [Theory]
    [InlineData(-10)]
    [InlineData(20)]
    public async Task A_clock_that_changes_during_a_listing_costs_one_request(int minutes)
    {
        var recorder = new Recorder();
        await using var listing = Connect().ListTasksAsync(Query, recorder.Hooks, Stop).GetAsyncEnumerator(Stop);
        Assert.True(await listing.MoveNextAsync());
        Assert.Empty(recorder.Warnings);
        Service.ClockShift = TimeSpan.FromMinutes(minutes);
        var ids = listing.Current.Values.Select(task => task.TaskId).ToList();
        while (await listing.MoveNextAsync())
            ids.AddRange(listing.Current.Values.Select(task => task.TaskId));
        Assert.Equal(AllIds, ids);
        Assert.Equal(6, Service.RequestCount);
        Assert.Equal(Service.Requests[1].Target, Service.Requests[2].Target);
        Assert.All(Service.Requests.Where((_, index) => index != 1), AssertInTime);
        Assert.Single(recorder.Warnings);
    }

    [Fact]
    public async Task A_retried_request_carries_the_time_of_the_retry()
    {
        Service.Script = Scripts.On(ApiCall.ListTasks, 1, Behavior.Status(503, ("Retry-After", "90")));
        Assert.Equal(AllIds, await IdsAsync(Connect(), Query));
        Assert.InRange((DateOf(Service.Requests[1]) - DateOf(Service.Requests[0])).TotalSeconds, 90, 92);
        Assert.NotEqual(Service.Requests[0].Header("Authorization"), Service.Requests[1].Header("Authorization"));
    }

    [Fact]
    public async Task A_body_that_stalls_does_not_change_the_clock()
    {
        Service.Script = Scripts.On(ApiCall.ListTasks, 1, Behavior.StallUntilTimeout(Clock, 20));
        var recorder = new Recorder();
        Assert.Equal(AllIds, await IdsAsync(Connect(), Query, recorder));
        Assert.Empty(recorder.Warnings);
        Assert.All(Service.Requests, request => Assert.InRange((request.Time - DateOf(request)).TotalSeconds, 0, 2));
    }

    [Fact]
    public async Task A_wrong_clock_does_not_hide_an_expired_token()
    {
        Service.ClockShift = TimeSpan.FromMinutes(-10);
        Service.Script = request => request.Header("Authorization") == "Bearer+" + UserToken && request.CallNumber == 2
            ? Behavior.Status(401)
            : null;
        Assert.Equal(AllIds, await IdsAsync(Connect(TokenOf(sessionId: SessionId)), Query));
        Assert.Equal((7, 1), (Service.CountOf(ApiCall.ListTasks), Service.CountOf(ApiCall.RefreshSession)));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    public async Task A_refusal_for_another_reason_does_not_change_the_clock(int status)
    {
        Service.Script = Scripts.Always(ApiCall.ListTasks, Behavior.Status(status));
        await ErrorAsync(Connect());
        Assert.Equal(1, Service.RequestCount);
    }

    [Fact]
    public async Task A_date_that_is_always_refused_is_sent_twice()
    {
        Service.DateShift = TimeSpan.FromMinutes(-5);
        Service.ClockShift = TimeSpan.FromMinutes(-30);
        Service.Script = Scripts.Always(ApiCall.ListTasks, Behavior.Status(400));
        Assert.Equal(KooDriveErrorKind.ServiceError, (await ErrorAsync(Connect())).Kind);
        Assert.Equal(2, Service.RequestCount);
    }

    private static void AssertInTime(RecordedRequest request) =>
        Assert.InRange(request.Time - DateOf(request), TimeSpan.Zero, TimeSpan.FromMinutes(15));

    private static DateTimeOffset DateOf(RecordedRequest request) => DateTimeOffset.ParseExact(
        request.Header("X-Date")!, RequestSigner.DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
