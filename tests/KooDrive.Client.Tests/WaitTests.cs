using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using KooDrive.Client.Lookups;
using KooDrive.Client.Tasks;
using KooDrive.Sandbox;
using KooDrive.TestServer;

namespace KooDrive.Client.Tests;

public sealed class WaitTests : ClientTest
{
    // As long as a limit of the test clock: it ends by the delays only.
    private static readonly WaitOptions OneMinute = new() { TimeLimit = TestClock.OperationTimeout };
    private static readonly WaitOptions FifteenMinutes = new() { TimeLimit = TestClock.KeepAlive };

    private TaskBoard _board = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _board = new TaskBoard(Service, Clock);
        Service.Script = _board.Response;
    }

    [Fact]
    [Trait("Acceptance", "18")]
    public async Task A_hundred_tasks_succeed_fail_or_time_out_each_with_its_outcome()
    {
        string[] succeeding = _board.AddMany(40, TimeSpan.FromSeconds(10));
        string[] failing = _board.AddMany(30, TimeSpan.FromSeconds(30), TaskStatus.Failed);
        string[] endless = _board.AddMany(29, endsAfter: null);
        string[] ids = [.. endless, "4711", .. failing, .. succeeding];
        var begin = Clock.GetUtcNow();
        var outcomes = await WaitAsync(ids, OneMinute);

        Assert.Equal(ids.Order(), outcomes.Select(outcome => outcome.Id).Order());
        Assert.Equal(succeeding, IdsOf(outcomes, outcome => outcome.Value?.Status == TaskStatus.Success));
        Assert.Equal(failing, IdsOf(outcomes, outcome => outcome.Value?.Status == TaskStatus.Failed));
        Assert.Equal(["4711"], IdsOf(outcomes, outcome => outcome.Failure?.Kind == KooDriveErrorKind.TaskNotFound));
        Assert.Equal(endless, IdsOf(outcomes, outcome => outcome.Failure?.Kind == KooDriveErrorKind.WaitTimeout));
        Assert.InRange(Clock.GetUtcNow() - begin, TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(61));

        // Ended tasks were returned before the time limit, in the order of their ends.
        Assert.Equal("4711", outcomes[0].Id);
        Assert.All(outcomes.Skip(1).Take(40), outcome => Assert.Equal(TaskStatus.Success, outcome.Value?.Status));

        // One listing per round, and one request by id for every task that is no longer listed.
        Assert.Equal(Clock.Delays.Count, Service.CountOf(ApiCall.ListTasks));
        Assert.Equal(71, Service.CountOf(ApiCall.GetTask));
    }

    [Fact]
    [Trait("Acceptance", "18")]
    public async Task A_round_for_a_hundred_tasks_costs_one_request_while_none_of_them_ends()
    {
        string[] ids = _board.AddMany(100, endsAfter: null);
        var recorder = new Recorder();
        await WaitAsync(ids, FifteenMinutes, recorder);
        Assert.InRange(Clock.Delays.Count, 10, 100);
        Assert.Equal(Clock.Delays.Count, Service.RequestCount);
        Assert.All(Service.Requests, request => Assert.Equal(["0", "1"], request.Query["status"]));
        Assert.Contains("Each round lists the unfinished tasks", Assert.Single(recorder.Verbose), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tasks_of_other_users_only_make_the_listing_longer()
    {
        _board.AddMany(350, endsAfter: null);
        string[] ids = _board.AddMany(100, TimeSpan.FromSeconds(20));
        Assert.Equal(ids, IdsOf(await WaitAsync(ids, OneMinute), outcome => outcome.Value?.Status == TaskStatus.Success));

        // Five pages per round, while one of the tasks is on the fifth.
        var rounds = Service.Requests.GroupBy(request => request.Time)
            .Select(round => round.Count(request => request.Call == ApiCall.ListTasks));
        Assert.All(rounds, pages => Assert.InRange(pages, 0, 5));
    }

    [Fact]
    public async Task A_listing_that_costs_more_than_requests_by_id_is_not_used()
    {
        _board.AddMany(2000, endsAfter: null);
        string[] ids = _board.AddMany(5, TimeSpan.FromSeconds(40));
        var recorder = new Recorder();
        Assert.Equal(ids, IdsOf(await WaitAsync(ids, OneMinute, recorder), outcome => outcome.Value?.Status == TaskStatus.Success));
        Assert.Collection(
            recorder.Verbose,
            text => Assert.Contains("lists the unfinished tasks", text, StringComparison.Ordinal),
            text => Assert.Contains("requests every unfinished task by id", text, StringComparison.Ordinal));

        // One listing: as many pages as tasks, and the one that was fetched ahead.
        Assert.InRange(Service.CountOf(ApiCall.ListTasks), 5, 6);
        Assert.Equal(5 * (Clock.Delays.Count + 1), Service.CountOf(ApiCall.GetTask));
    }

    [Fact]
    public async Task Tasks_that_are_not_listed_are_requested_by_id()
    {
        string[] ids = [.. Enumerable.Range(1, 10).Select(number => $"hidden-{number}")];
        foreach (string id in ids)
            _board.Add(id, TimeSpan.FromSeconds(30), isListed: false);
        var outcomes = await WaitAsync(ids, OneMinute);
        Assert.All(outcomes, outcome => Assert.Equal(TaskStatus.Success, outcome.Value?.Status));
        Assert.Equal(10, outcomes.Count);
        Assert.InRange(Service.CountOf(ApiCall.ListTasks), 1, 2);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    public async Task An_unknown_state_does_not_end_the_wait(int count)
    {
        string[] ids = [.. Enumerable.Range(1, count).Select(number => $"odd-{number}")];
        foreach (string id in ids)
            _board.Add(id, TimeSpan.FromSeconds(30), TaskStatus.Failed, before: (TaskStatus)17);
        var begin = Clock.GetUtcNow();
        var outcomes = await WaitAsync(ids, OneMinute);
        Assert.Equal(count, outcomes.Count);
        Assert.All(outcomes, outcome => Assert.Equal(TaskStatus.Failed, outcome.Value?.Status));
        Assert.True(Clock.GetUtcNow() - begin >= TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task The_first_of_many_does_not_wait_for_the_last()
    {
        string[] ids = _board.AddMany(200, TimeSpan.Zero);
        await foreach (var outcome in Connect().WaitForTasksAsync(ids, OneMinute, cancellationToken: Stop))
        {
            Assert.NotNull(outcome.Value);
            break;
        }

        Assert.InRange(Service.CountOf(ApiCall.GetTask), 1, 100);
    }

    [Fact]
    public async Task One_or_two_tasks_are_requested_by_id()
    {
        string[] ids = _board.AddMany(2, TimeSpan.FromSeconds(10));
        var recorder = new Recorder();
        Assert.Equal(2, (await WaitAsync(ids, OneMinute, recorder)).Count);
        Assert.Equal(0, Service.CountOf(ApiCall.ListTasks));
        Assert.Contains("requests every unfinished task by id", Assert.Single(recorder.Verbose), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_by_id_run_in_parallel_up_to_the_limit()
    {
        string[] ids = [.. AllIds.Skip(100).Take(24).Select(id => id!)];
        var rendezvous = new Rendezvous(8);
        Service.Script = request => request.Call == ApiCall.GetTask ? rendezvous.Behavior : null;
        Assert.Equal(24, (await WaitAsync(ids, OneMinute)).Count(outcome => outcome.Value is not null));
        Assert.Equal((3, 8), (rendezvous.Meetings, rendezvous.Most));
    }

    [Theory]
    [InlineData(3, 0.0)]
    [InlineData(3, 0.5)]
    [InlineData(3, 1.0)]
    [InlineData(10, 0.9)]
    [InlineData(1, 0.3)]
    public async Task The_time_between_rounds_grows_to_a_minute_with_jitter_and_ends_with_the_limit(int interval, double random)
    {
        string[] ids = _board.AddMany(5, endsAfter: null);
        var begin = Clock.GetUtcNow();
        await WaitAsync(
            ids, new WaitOptions { TimeLimit = TestClock.KeepAlive, PollingInterval = TimeSpan.FromSeconds(interval) },
            random: () => random);
        var delays = Clock.Delays;
        Assert.InRange(delays[0], TimeSpan.FromSeconds(interval * 0.5), TimeSpan.FromSeconds(interval));
        var growing = delays.SkipLast(2).ToArray();
        Assert.Equal(growing.Order(), growing);
        Assert.InRange(growing[^1] / growing[0], 5, 10.001);
        Assert.All(delays, delay => Assert.InRange(delay, TimeSpan.Zero, TimeSpan.FromMinutes(1)));
        Assert.InRange(Clock.GetUtcNow() - begin, TestClock.KeepAlive, TestClock.KeepAlive + TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task The_longest_times_between_rounds_differ_by_their_jitter()
    {
        string[] ids = _board.AddMany(1, endsAfter: null);
        double random = 0;
        await WaitAsync(ids, FifteenMinutes, random: () => random = (random + 0.37) % 1);
        var atTheLongest = Clock.Delays.Skip(8).SkipLast(2).ToArray();
        Assert.InRange(atTheLongest.Length, 10, 100);
        Assert.Equal(atTheLongest.Length, atTheLongest.Distinct().Count());
    }

    [Theory]
    [InlineData(3, 56)]
    [InlineData(60, 29)]
    public async Task A_task_that_ends_during_the_last_pause_does_not_time_out(int interval, int endsAfter)
    {
        string[] ids = _board.AddMany(5, TimeSpan.FromSeconds(endsAfter));
        var options = new WaitOptions { TimeLimit = TestClock.OperationTimeout, PollingInterval = TimeSpan.FromSeconds(interval) };
        Assert.Equal(5, (await WaitAsync(ids, options, random: () => 0.9)).Count(outcome => outcome.Value is not null));
    }

    [Fact]
    public async Task A_time_limit_of_zero_polls_once()
    {
        string[] ended = _board.AddMany(3, TimeSpan.Zero);
        string[] unfinished = _board.AddMany(4, endsAfter: null);
        var outcomes = await WaitAsync([.. ended, .. unfinished], new WaitOptions { TimeLimit = TimeSpan.Zero });
        Assert.Equal(ended, IdsOf(outcomes, outcome => outcome.Value is not null));
        Assert.Equal(unfinished, IdsOf(outcomes, outcome => outcome.Failure?.Kind == KooDriveErrorKind.WaitTimeout));
        Assert.Empty(Clock.Delays);
        Assert.Equal(4, Service.RequestCount);
    }

    [Fact]
    public async Task A_repeated_id_is_waited_for_once()
    {
        string id = _board.AddMany(1, TimeSpan.FromSeconds(5)).Single();
        Assert.Single(await WaitAsync([id, id, id, id], OneMinute));
        Assert.Equal(0, Service.CountOf(ApiCall.ListTasks));
    }

    [Fact]
    public async Task A_wait_for_no_task_sends_nothing()
    {
        Assert.Empty(await WaitAsync([], OneMinute));
        Assert.Equal(0, Service.RequestCount);
    }

    [Theory]
    [InlineData(ResponseShape.Table)]
    [InlineData(ResponseShape.Example)]
    public async Task Tasks_of_the_sandbox_are_waited_for_until_they_end(ResponseShape shape)
    {
        var service = await StartAsync(TestService.Options(shape: shape));
        using var client = Connect(endpoint: service.Endpoint);
        var ids = new List<string>();
        for (int i = 0; i < 12; i++)
            ids.Add(
                await client.CreateTaskAsync(
                    CreateTaskRequest.Transfer(i % 3 == 0 ? "unknown" : "giver", "taker"), cancellationToken: Stop));
        var outcomes = await OutcomesAsync(client, ids, OneMinute);
        Assert.Equal(ids.Order(), outcomes.Select(outcome => outcome.Value?.TaskId).Order());
        Assert.Equal(4, outcomes.Count(outcome => outcome.Value is { Status: TaskStatus.Failed, ResultCode: "18000101" }));
    }

    [Fact]
    public async Task An_invalid_response_about_one_task_does_not_block_others()
    {
        string[] ids = _board.AddMany(6, TimeSpan.FromSeconds(10));
        Service.Script = request => request.Call != ApiCall.GetTask ? _board.Response(request)
            : request.Path.EndsWith(ids[0], StringComparison.Ordinal) ? Behavior.Body("<html>")
            : request.Path.EndsWith(ids[1], StringComparison.Ordinal) ? Behavior.Status(403)
            : request.Path.EndsWith(ids[2], StringComparison.Ordinal) ? Behavior.Body("""{"code":13000201,"msg":"internal"}""")
            : _board.Response(request);
        var outcomes = await WaitAsync(ids, OneMinute);
        Assert.Equal(
            [KooDriveErrorKind.InvalidResponse, KooDriveErrorKind.AccessDenied, KooDriveErrorKind.ServiceError, null, null, null],
            ids.Select(id => outcomes.Single(outcome => outcome.Id == id).Failure?.Kind));
    }

    [Fact]
    [Trait("Acceptance", "9")]
    public async Task Canceling_ends_the_pause_at_once()
    {
        Clock.SkipsDelays = false;
        string[] ids = _board.AddMany(1, endsAfter: null);
        var pause = Clock.WaitForTimerAsync(TimeSpan.FromSeconds(2), Stop);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var wait = OutcomesAsync(Connect(), ids, new WaitOptions(), cancellationToken: stop.Token);
        await pause;
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait.WaitAsync(Stop));
        Assert.Equal(1, Service.RequestCount);
        Assert.Equal(0, Clock.OpenTimers);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [Trait("Acceptance", "18")]
    public async Task A_round_that_hangs_is_canceled_at_the_time_limit(int count)
    {
        Clock.SkipsDelays = false;
        string[] ids = _board.AddMany(count, endsAfter: null);
        Service.Script = _ => Behavior.StallBeforeHeaders;
        var wait = OutcomesAsync(Connect(), ids, new WaitOptions { TimeLimit = TimeSpan.FromSeconds(30) });
        var request = await Service.WaitForRequestAsync(1, Stop);
        Clock.Advance(TimeSpan.FromSeconds(30));
        var outcomes = await wait.WaitAsync(Stop);
        Assert.Equal(ids, outcomes.Select(outcome => outcome.Id));
        Assert.All(outcomes, outcome => Assert.Equal(KooDriveErrorKind.WaitTimeout, outcome.Failure?.Kind));
        await request.Aborted.WaitAsync(Stop);
        Assert.Equal(0, Clock.OpenTimers);
    }

    [Fact]
    [Trait("Acceptance", "18")]
    public async Task Results_before_the_time_limit_are_returned()
    {
        Clock.SkipsDelays = false;
        string ended = _board.AddMany(1, TimeSpan.Zero).Single();
        string hanging = _board.AddMany(1, TimeSpan.Zero).Single();
        var responded = new TaskCompletionSource();
        Service.Script = request => request.Path.EndsWith(hanging, StringComparison.Ordinal)
            ? Behavior.StallBeforeHeaders
            : _board.Response(request);
        using var client = Connect();
        var wait = OutcomesAsync(client, [ended, hanging], new WaitOptions { TimeLimit = TimeSpan.FromSeconds(30), ThrottleLimit = 1 });
        await Service.WaitForRequestAsync(request => request.Path.EndsWith(hanging, StringComparison.Ordinal), Stop);
        Clock.Advance(TimeSpan.FromSeconds(30));
        var outcomes = await wait.WaitAsync(Stop);
        Assert.Equal(TaskStatus.Success, outcomes[0].Value?.Status);
        Assert.Equal((hanging, KooDriveErrorKind.WaitTimeout), (outcomes[1].Id, outcomes[1].Failure?.Kind));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    public async Task An_unavailable_service_ends_the_wait_with_one_error(int count)
    {
        string[] ids = _board.AddMany(count, endsAfter: null);
        Service.Script = request => request.Time >= Clock.Start + TimeSpan.FromSeconds(20)
            ? Behavior.Status(503)
            : _board.Response(request);
        var seen = new List<Outcome<TaskInfo>>();
        var error = await Assert.ThrowsAsync<KooDriveException>(() => ReadAsync(Connect(), ids, FifteenMinutes, seen));
        Assert.Equal(KooDriveErrorKind.ServiceUnavailable, error.Kind);
        Assert.Empty(seen);
    }

    [Theory]
    [InlineData(503, KooDriveErrorKind.ServiceUnavailable)]
    [InlineData(401, KooDriveErrorKind.AuthenticationFailed)]
    public async Task Failing_requests_by_id_end_the_wait_with_one_error_despite_listings(int status, KooDriveErrorKind kind)
    {
        string[] ids = _board.AddMany(10, TimeSpan.FromSeconds(5));
        Service.Script = request => request.Call == ApiCall.GetTask ? Behavior.Status(status) : _board.Response(request);
        var seen = new List<Outcome<TaskInfo>>();

        // One at a time: the waits of one would reach the time-outs of the others.
        var options = new WaitOptions { TimeLimit = TestClock.KeepAlive, ThrottleLimit = 1 };
        var error = await Assert.ThrowsAsync<KooDriveException>(() => ReadAsync(Connect(), ids, options, seen).WaitAsync(Stop));
        Assert.Equal((kind, null), (error.Kind, error.TasksReturned));
        Assert.Empty(seen);
        Assert.NotEqual(0, Service.CountOf(ApiCall.ListTasks));
    }

    [Theory]
    [InlineData(403, KooDriveErrorKind.AccessDenied)]
    [InlineData(404, KooDriveErrorKind.TaskNotFound)]
    public async Task Refused_requests_by_id_are_one_error_each(int status, KooDriveErrorKind kind)
    {
        string[] ids = _board.AddMany(10, TimeSpan.FromSeconds(5));
        Service.Script = request => request.Call == ApiCall.GetTask ? Behavior.Status(status) : _board.Response(request);
        var outcomes = await WaitAsync(ids, FifteenMinutes);
        Assert.Equal(ids, IdsOf(outcomes, outcome => outcome.Failure?.Kind == kind));
        Assert.Equal(10, Service.CountOf(ApiCall.GetTask));
    }

    [Theory]
    [InlineData("403")]
    [InlineData("loop")]
    [InlineData("html")]
    [InlineData("code")]
    [Trait("Acceptance", "18")]
    public async Task A_wait_without_usable_listing_requests_by_id(string listing)
    {
        string[] ids = _board.AddMany(5, TimeSpan.FromSeconds(30));
        Service.Script = request => request.Call != ApiCall.ListTasks ? _board.Response(request) : listing switch
        {
            "403" => Behavior.Status(403),
            "html" => Behavior.Body("<html>"),
            "code" => Behavior.Body("""{"code":13000101,"msg":"m"}"""),
            _ => Behavior.Body("""{"taskList":[],"nextCursor":"A","code":0,"msg":"m"}"""),
        };
        var recorder = new Recorder();
        var outcomes = await WaitAsync(ids, OneMinute, recorder);
        Assert.Equal(ids, IdsOf(outcomes, outcome => outcome.Value?.Status == TaskStatus.Success));
        Assert.InRange(Service.CountOf(ApiCall.ListTasks), 1, 2);
        Assert.Contains(recorder.Verbose, text => text.StartsWith("The tasks cannot be listed", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    public async Task A_long_interval_does_not_grow(double random)
    {
        string[] ids = _board.AddMany(1, endsAfter: null);
        var interval = TimeSpan.FromSeconds(600);
        await WaitAsync(ids, new WaitOptions { TimeLimit = TimeSpan.FromHours(3), PollingInterval = interval }, random: () => random);
        Assert.All(Clock.Delays.SkipLast(2), delay => Assert.InRange(delay, 0.75 * interval, interval));
        Assert.InRange(Service.RequestCount, 3 * 6, 3 * 8 + 2);
    }

    [Fact]
    public async Task A_temporarily_unavailable_service_does_not_end_the_wait()
    {
        string[] ids = _board.AddMany(20, TimeSpan.FromMinutes(3));
        Service.Script = request =>
            request.Time - Clock.Start is var since && since > TimeSpan.FromSeconds(20) && since < TimeSpan.FromSeconds(80)
                ? Behavior.Status(503)
                : _board.Response(request);
        Assert.Equal(20, (await WaitAsync(ids, FifteenMinutes)).Count(outcome => outcome.Value is not null));
    }

    [Fact]
    public async Task Ended_tasks_are_returned_before_the_error_that_ends_the_wait()
    {
        string ended = _board.AddMany(1, TimeSpan.Zero).Single();
        string[] others = _board.AddMany(1, TimeSpan.Zero);
        Service.Script = request => request.Path.EndsWith(ended, StringComparison.Ordinal)
            ? _board.Response(request)
            : Behavior.Status(503);
        var seen = new List<Outcome<TaskInfo>>();
        await Assert.ThrowsAsync<KooDriveException>(() => ReadAsync(
            Connect(), [ended, .. others], new WaitOptions { TimeLimit = TestClock.KeepAlive, ThrottleLimit = 1 }, seen));
        Assert.Equal(ended, Assert.Single(seen).Value?.TaskId);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(20)]
    [Trait("Acceptance", "5")]
    public async Task A_token_that_expires_during_a_wait_is_renewed_once(int count)
    {
        string[] ids = _board.AddMany(count, TimeSpan.FromSeconds(40));
        Service.Script = request =>
            request.Time >= Clock.Start + TimeSpan.FromSeconds(20) && request.Header("Authorization") == "Bearer+" + UserToken
                ? Behavior.Status(401)
                : _board.Response(request);
        int calls = 0;
        var recorder = new Recorder(_ =>
        {
            Interlocked.Increment(ref calls);
            return Task.FromResult(NextUserToken.Secure());
        });
        var outcomes = await OutcomesAsync(Connect(TokenOf()), ids, OneMinute, recorder.Hooks);
        Assert.Equal(count, outcomes.Count(outcome => outcome.Value is not null));
        Assert.Equal(1, calls);
    }

    private static string[] IdsOf(IEnumerable<Outcome<TaskInfo>> outcomes, Func<Outcome<TaskInfo>, bool> condition) =>
        [.. outcomes.Where(condition).Select(outcome => outcome.Id).Order()];

    private Task<List<Outcome<TaskInfo>>> WaitAsync(
        string[] ids, WaitOptions options, Recorder? recorder = null, Func<double>? random = null) =>
        OutcomesAsync(Connect(random: random), ids, options, recorder?.Hooks);

    private async Task<List<Outcome<TaskInfo>>> OutcomesAsync(
        KooDriveClient client, IEnumerable<string> ids, WaitOptions options,
        CallHooks? hooks = null, CancellationToken? cancellationToken = null)
    {
        var outcomes = new List<Outcome<TaskInfo>>();
        await foreach (var outcome in client.WaitForTasksAsync(ids, options, hooks, cancellationToken ?? Stop))
            outcomes.Add(outcome);
        return outcomes;
    }

    private async Task ReadAsync(KooDriveClient client, IEnumerable<string> ids, WaitOptions options, List<Outcome<TaskInfo>> seen)
    {
        await foreach (var outcome in client.WaitForTasksAsync(ids, options, cancellationToken: Stop))
            seen.Add(outcome);
    }
}
