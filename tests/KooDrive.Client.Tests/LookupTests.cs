using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using KooDrive.Client.Lookups;
using KooDrive.Sandbox;
using KooDrive.TestServer;

namespace KooDrive.Client.Tests;

public sealed class LookupTests : ClientTest
{
    [Fact]
    public async Task A_task_has_the_values_of_the_response()
    {
        var expected = Service.Engine.Tasks.First(task => task.Status == TaskStatus.Failed);
        var task = await Connect().GetTaskAsync(expected.TaskId!, cancellationToken: Stop);
        Assert.Equal(
            (expected.TaskId, expected.TaskName, expected.TaskType, expected.Status,
                expected.UserId, expected.TenantId, expected.ResultCode),
            (task.TaskId, task.TaskName, task.TaskType, task.Status, task.UserId, task.TenantId, task.ResultCode));
        Assert.Null(task.CreateTime);
    }

    [Fact]
    public async Task Results_have_the_order_of_the_ids_in_any_order_of_arrival()
    {
        string[] ids = [.. AllIds.Take(6).Select(id => id!)];
        var gates = ids.ToDictionary(id => id, _ => new TaskCompletionSource());
        Service.Script = request => Behavior.After(gates[request.LastSegment].Task);
        using var client = Connect();
        await using var lookups = client.LookUpTasks(6, cancellationToken: Stop);
        foreach (string id in ids)
            lookups.Start(id);
        await Service.WaitForRequestAsync(6, Stop);
        foreach (string id in ids.Skip(1).Reverse())
            gates[id].SetResult();
        Assert.False(lookups.IsNextReady);
        var first = lookups.TakeAsync();
        Assert.False(first.IsCompleted);
        gates[ids[0]].SetResult();
        Assert.Equal(ids[0], (await first.WaitAsync(Stop)).Value?.TaskId);
        foreach (string id in ids.Skip(1))
            Assert.Equal(id, (await lookups.TakeAsync().WaitAsync(Stop)).Value?.TaskId);
        Assert.False(lookups.HasMore);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    public async Task The_limit_is_the_number_of_requests_at_a_time(int limit)
    {
        var rendezvous = new Rendezvous(limit);
        Service.Script = _ => rendezvous.Behavior;
        string[] ids = [.. AllIds.Take(24).Select(id => id!)];
        var outcomes = await LookUpAsync(Connect(), ids, limit);
        Assert.Equal(ids, outcomes.Select(outcome => outcome.Value?.TaskId));
        Assert.Equal(limit, rendezvous.Most);
        Assert.Equal(24 / limit, rendezvous.Meetings);
        Assert.Equal(24, Service.RequestCount);
    }

    [Fact]
    public async Task Two_hundred_lookups_take_the_time_of_twenty_five()
    {
        var rendezvous = new Rendezvous(8);
        Service.Script = _ => rendezvous.Behavior;
        string[] ids = [.. AllIds.Take(200).Select(id => id!)];
        Assert.Equal(ids, (await LookUpAsync(Connect(), ids)).Select(outcome => outcome.Value?.TaskId));
        Assert.Equal((25, 8, 200), (rendezvous.Meetings, rendezvous.Most, Service.RequestCount));
    }

    [Fact]
    public async Task Results_that_are_not_taken_are_limited()
    {
        using var client = Connect();
        await using var lookups = client.LookUpTasks(2, cancellationToken: Stop);
        int started = 0;
        for (; !lookups.IsFull && started < 1000; started++)
            lookups.Start(AllIds.First()!);
        Assert.InRange(started, 2, 100);
    }

    [Theory]
    [InlineData(ResponseShape.Table, 404)]
    [InlineData(ResponseShape.Example, 200)]
    [Trait("Acceptance", "14")]
    public async Task An_unknown_id_does_not_block_others(ResponseShape shape, int status)
    {
        var service = await StartAsync(TestService.Options(shape: shape));
        string[] ids = [.. service.Engine.Tasks.Take(2).Select(task => task.TaskId!)];
        var outcomes = await LookUpAsync(Connect(endpoint: service.Endpoint), [ids[0], "4711", ids[1]]);
        Assert.Equal([ids[0], null, ids[1]], outcomes.Select(outcome => outcome.Value?.TaskId));
        var failure = outcomes[1].Failure!;
        Assert.Equal(KooDriveErrorKind.TaskNotFound, failure.Kind);
        Assert.Equal("4711", outcomes[1].Id);
        Assert.Equal(status, (int?)failure.HttpStatusCode);
        Assert.Equal("13000309", failure.ServiceCode);
        Assert.Contains("'4711'", failure.Description, StringComparison.Ordinal);
        Assert.Equal(
            service.Requests.Single(request => request.Path.EndsWith("/4711", StringComparison.Ordinal)).Header("X-Traceid"),
            failure.TraceId);
        Assert.Equal(3, service.RequestCount);
    }

    [Theory]
    [InlineData("""{"taskId":"4712","status":2,"code":0}""")]
    [InlineData("""{"code":0,"msg":"Success."}""")]
    [InlineData("""{"taskList":[],"code":0}""")]
    [InlineData("""[{"taskId":"4711","status":2}]""")]
    [InlineData("""{"taskId":"4711","status":2,"status":3,"code":0}""")]
    [InlineData("""{"taskId":"4711","status":"done","code":0}""")]
    [InlineData("<html>")]
    [InlineData("")]
    [Trait("Acceptance", "25")]
    public async Task A_response_about_another_task_is_refused(string body)
    {
        Service.Script = _ => Behavior.Body(body);
        var failure = Assert.Single(await LookUpAsync(Connect(), ["4711"])).Failure;
        Assert.Equal(KooDriveErrorKind.InvalidResponse, failure?.Kind);
        Assert.Equal(1, Service.RequestCount);
    }

    [Theory]
    [InlineData("""{"taskId":4711,"status":"2","taskType":"0","code":"0"}""", TaskStatus.Success)]
    [InlineData("""{"taskId":"4711","status":17,"code":0,"news":{"a":[1]}}""", (TaskStatus)17)]
    [InlineData("""{"status":2}""", TaskStatus.Success)]
    [InlineData("""{"taskId":"4711"}""", null)]
    public async Task Every_form_of_the_reference_is_read(string body, TaskStatus? status)
    {
        Service.Script = _ => Behavior.Body(body);
        var task = await Connect().GetTaskAsync("4711", cancellationToken: Stop);
        Assert.Equal(("4711", status), (task.TaskId, task.Status));
    }

    [Theory]
    [InlineData("中文", "%E4%B8%AD%E6%96%87")]
    [InlineData("a b?c#d&e=f%2Fg", "a%20b%3Fc%23d%26e%3Df%252Fg")]
    [InlineData("...", "...")]
    public async Task An_id_with_any_characters_is_one_segment_of_the_path(string id, string segment)
    {
        var failure = Assert.Single(await LookUpAsync(Connect(), [id])).Failure;
        Assert.Equal(KooDriveErrorKind.TaskNotFound, failure?.Kind);
        Assert.Equal("/koodrive/ose/v1/task/" + segment, Assert.Single(Service.Requests).Target);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("list")]
    [InlineData("result")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("../session/logoff")]
    public async Task An_id_that_would_name_another_resource_is_not_sent(string id)
    {
        var outcome = Assert.Single(await LookUpAsync(Connect(), [id]));
        Assert.Equal((id, KooDriveErrorKind.TaskNotFound), (outcome.Id, outcome.Failure?.Kind));
        Assert.Equal(0, Service.RequestCount);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Acceptance", "9")]
    [Trait("Acceptance", "10")]
    public async Task Disposing_closes_open_requests_and_sends_no_more(bool isCancelled)
    {
        Service.Script = request => request.LastSegment == AllIds.First() ? Behavior.PassAndClose : Behavior.StallBeforeHeaders;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        using var client = Connect();
        await using var lookups = client.LookUpTasks(4, cancellationToken: stop.Token);
        foreach (string? id in AllIds.Take(30))
            lookups.Start(id!);
        Assert.NotNull((await lookups.TakeAsync().WaitAsync(Stop)).Value);
        await Service.WaitForRequestAsync(5, Stop);
        if (isCancelled)
        {
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => lookups.TakeAsync().WaitAsync(Stop));
        }

        await lookups.DisposeAsync();
        foreach (var request in Service.Requests.Where(request => request.LastSegment != AllIds.First()))
            await request.Aborted.WaitAsync(Stop);
        Assert.Equal(5, Service.RequestCount);
        Assert.Equal(0, Clock.OpenTimers);

        // The client still works.
        Service.Script = null;
        Assert.NotNull(await client.GetTaskAsync(AllIds.First()!, cancellationToken: Stop));
    }

    [Fact]
    [Trait("Acceptance", "5")]
    public async Task A_token_that_expires_during_lookups_is_renewed_once_by_the_provider()
    {
        Service.Script = request => request.Number > 20 ? RefuseOldToken(request) : null;
        int calls = 0;
        var recorder = new Recorder(_ =>
        {
            calls++;
            return Task.FromResult(NextUserToken.Secure());
        });
        string[] ids = [.. AllIds.Take(120).Select(id => id!)];
        var outcomes = await LookUpAsync(Connect(TokenOf()), ids, recorder: recorder);
        Assert.Equal(ids, outcomes.Select(outcome => outcome.Value?.TaskId));
        Assert.Equal(1, calls);

        // Only running requests sent the expired token, and once more the request that renewed it.
        Assert.InRange(
            Service.Requests.Count(request =>
                request.Call == ApiCall.GetTask && request.Number > 20 && RefuseOldToken(request) is not null),
            1,
            9);
    }

    [Fact]
    [Trait("Acceptance", "5")]
    public async Task A_token_that_expires_during_lookups_is_refreshed_once()
    {
        Service.Script = request =>
            request.Number > 20 && request.Call is ApiCall.GetTask or ApiCall.CheckSession ? RefuseOldToken(request) : null;
        string[] ids = [.. AllIds.Take(120).Select(id => id!)];
        var outcomes = await LookUpAsync(Connect(TokenOf(sessionId: SessionId)), ids);
        Assert.Equal(ids, outcomes.Select(outcome => outcome.Value?.TaskId));
        Assert.Equal(1, Service.CountOf(ApiCall.RefreshSession));
    }

    [Fact]
    public async Task A_failed_provider_is_not_called_for_every_id()
    {
        Service.Script = request => RefuseOldToken(request);
        int calls = 0;
        var recorder = new Recorder(_ =>
        {
            calls++;
            return Task.FromException<System.Security.SecureString>(new InvalidOperationException("no token available"));
        });
        var outcomes = await LookUpAsync(Connect(TokenOf()), [.. AllIds.Take(50).Select(id => id!)], recorder: recorder);
        Assert.All(outcomes, outcome => Assert.Equal(KooDriveErrorKind.AuthenticationFailed, outcome.Failure?.Kind));
        Assert.Equal(1, calls);
        Assert.InRange(Service.CountOf(ApiCall.GetTask), 1, 9);
    }

    [Fact]
    public async Task Failures_that_are_not_taken_are_observed()
    {
        Service.Script = Scripts.Always(ApiCall.GetTask, Behavior.Status(403));
        var unobserved = new ConcurrentQueue<Exception>();
        void Collect(object? sender, UnobservedTaskExceptionEventArgs e) => unobserved.Enqueue(e.Exception);
        TaskScheduler.UnobservedTaskException += Collect;
        try
        {
            await LeaveAsync();
            for (int i = 0; i < 3; i++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Collect;
        }

        // Without the exceptions of other tests in this process.
        string[] ours = [.. Service.Requests.Select(request => request.Header("X-Traceid")!)];
        Assert.True(ours.Length > 1);
        Assert.DoesNotContain(
            unobserved, exception => ours.Any(traceId => exception.ToString().Contains(traceId, StringComparison.Ordinal)));

        // The first failure ends it, as under -ErrorAction Stop.
        async Task LeaveAsync()
        {
            await using var lookups = Connect().LookUpTasks(8, cancellationToken: Stop);
            foreach (string? id in AllIds.Take(8))
                lookups.Start(id!);
            Assert.NotNull((await lookups.TakeAsync()).Failure);
            for (int i = 2; i <= 8; i++)
                await Service.WaitForRequestAsync(i, Stop);
        }
    }

    private static Behavior? RefuseOldToken(RecordedRequest request) =>
        request.Header("Authorization") == "Bearer+" + UserToken
            ? Behavior.Status(401, """{"code":13000101,"msg":"expired"}""", "application/json")
            : null;

    private async Task<List<Outcome<TaskInfo>>> LookUpAsync(KooDriveClient client, string[] ids, int limit = 8, Recorder? recorder = null)
    {
        await using var lookups = client.LookUpTasks(limit, recorder?.Hooks, Stop);
        var outcomes = new List<Outcome<TaskInfo>>();
        foreach (string id in ids)
        {
            while (lookups.IsFull)
                outcomes.Add(await lookups.TakeAsync());
            lookups.Start(id);
        }

        while (lookups.HasMore)
            outcomes.Add(await lookups.TakeAsync());
        return outcomes;
    }
}
