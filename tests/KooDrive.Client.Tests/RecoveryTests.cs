using System;
using System.Collections.Generic;
using System.Linq;
using System.Security;
using System.Threading;
using System.Threading.Tasks;
using KooDrive.Client.Lookups;
using KooDrive.Client.Tasks;
using KooDrive.Sandbox;
using KooDrive.TestServer;

namespace KooDrive.Client.Tests;

/// <summary>HTTP 400 and 401: an expired token, or one request that is not authorized.</summary>
public sealed class RecoveryTests : ClientTest
{
    private static readonly Behavior Unauthorized = Behavior.Status(
        401, """{"code":"13000101","msg":"Not authorized."}""", "application/json");

    private int _providerCalls;

    public enum Renewal
    {
        None,
        Session,
        Provider,
    }

    [Theory]
    [InlineData(Renewal.None)]
    [InlineData(Renewal.Session)]
    [InlineData(Renewal.Provider)]
    [Trait("Acceptance", "28")]
    public async Task One_unauthorized_id_does_not_end_the_session(Renewal renewal)
    {
        string[] ids = [.. AllIds.Take(3).Select(id => id!)];
        Service.Script = request => request.Path.EndsWith(ids[1], StringComparison.Ordinal) ? Unauthorized : null;
        var session = Open(renewal);

        for (int round = 1; round <= 2; round++)
        {
            var outcomes = await session.LookUpAsync(ids);
            Assert.Equal([ids[0], null, ids[2]], outcomes.Select(outcome => outcome.Value?.TaskId));
            Assert.Equal(
                (KooDriveErrorKind.AuthenticationFailed, KooDriveErrorReason.NotAuthorized),
                (outcomes[1].Failure!.Kind, outcomes[1].Failure!.Reason));
            Assert.Contains("The access token is valid", outcomes[1].Failure!.Message, StringComparison.Ordinal);
            Assert.Equal(3 * round, Service.CountOf(ApiCall.GetTask));
        }

        Assert.Equal(AllIds, (await session.ListAsync()).Ids);
        Assert.Equal((0, 0), (_providerCalls, Service.CountOf(ApiCall.RefreshSession)));
    }

    [Fact]
    [Trait("Acceptance", "28")]
    public async Task Four_unauthorized_ids_do_not_call_the_provider()
    {
        string[] ids = [.. AllIds.Take(4).Select(id => id!)];
        Service.Script = request => request.Call == ApiCall.GetTask ? Unauthorized : null;
        var outcomes = await Open(Renewal.Provider).LookUpAsync(ids);
        Assert.All(outcomes, outcome => Assert.Equal(KooDriveErrorReason.NotAuthorized, outcome.Failure?.Reason));
        Assert.Equal((0, 4), (_providerCalls, Service.CountOf(ApiCall.GetTask)));
    }

    [Theory]
    [InlineData(ApiCall.ListTasks)]
    [InlineData(ApiCall.GetTask)]
    [Trait("Acceptance", "28")]
    public async Task A_token_that_the_service_accepts_again_is_used_again(ApiCall call)
    {
        Service.Script = _ => Unauthorized;
        var session = Open(Renewal.None);
        Assert.Equal(KooDriveErrorKind.AuthenticationFailed, (await session.ErrorOfAsync(call, AllIds.First()!))?.Kind);

        Service.Script = null;
        Assert.Equal(AllIds, (await session.ListAsync()).Ids);
    }

    [Theory]
    [InlineData(400, "")]
    [InlineData(400, """{"code":"APIGW.0301","msg":"Incorrect authentication information."}""")]
    [InlineData(400, """{"msg":"The token has expired."}""")]
    [InlineData(401, "")]
    [InlineData(401, """{"code":"APIGW.0301","msg":"Incorrect authentication information."}""")]
    [Trait("Acceptance", "29")]
    public async Task An_expired_token_is_renewed_after_each_status(int status, string body)
    {
        foreach (var renewal in (Renewal[])[Renewal.Session, Renewal.Provider])
        {
            var service = await StartAsync(ServiceOptions);
            service.Script = request => ExpiredAfter(request, 3, status, body);
            Assert.Equal(AllIds, (await Open(renewal, service).ListAsync()).Ids);
            Assert.Equal(renewal == Renewal.Session ? 1 : 0, service.CountOf(ApiCall.RefreshSession));
        }

        Assert.Equal(1, _providerCalls);
    }

    [Theory]
    [InlineData(400, "")]
    [InlineData(400, """{"code":"APIGW.0301","msg":"m"}""")]
    [InlineData(401, "")]
    [Trait("Acceptance", "29")]
    public async Task An_expired_token_without_renewal_is_no_rejected_cursor(int status, string body)
    {
        Service.Script = request => ExpiredAfter(request, 3, status, body);
        var error = (await Open(Renewal.None).ListAsync()).Error!;
        Assert.Equal(KooDriveErrorKind.TokenExpired, error.Kind);
        Assert.Equal(100, error.TasksReturned);
        Assert.NotNull(error.Cursor);
    }

    [Theory]
    [InlineData("")]
    [InlineData("""{"code":13000102,"msg":"m"}""")]
    [Trait("Acceptance", "29")]
    public async Task A_rejected_cursor_does_not_renew_the_token(string body)
    {
        Service.Script = Scripts.On(ApiCall.ListTasks, 3, Behavior.Status(400, body, "application/json"));
        var error = (await Open(Renewal.Provider).ListAsync()).Error;
        Assert.Equal(KooDriveErrorKind.CursorRejected, error?.Kind);
        Assert.Equal((0, 0), (_providerCalls, Service.CountOf(ApiCall.RefreshSession)));
    }

    [Theory]
    [InlineData(404, """{"code":"APIGW.0101","msg":"The API does not exist."}""")]
    [InlineData(404, "<html>")]
    [InlineData(503, "")]
    public async Task A_400_without_a_code_and_without_a_check_does_not_call_the_provider(int status, string body)
    {
        Service.Script = Scripts.FirstOf(
            Scripts.Always(ApiCall.CheckSession, Behavior.Status(status, body, "application/json")),
            Scripts.On(ApiCall.ListTasks, 3, Behavior.Status(400)));
        var error = (await Open(Renewal.Provider).ListAsync()).Error;
        Assert.Equal(KooDriveErrorKind.ServiceError, error?.Kind);
        Assert.Equal(0, _providerCalls);
    }

    [Fact]
    public async Task An_unauthorized_id_without_a_check_renews_the_token_once()
    {
        Service.Script = request => request.Call == ApiCall.CheckSession ? Behavior.Status(404)
            : request.Call == ApiCall.GetTask && request.Header("Authorization") == "Bearer+" + UserToken ? Unauthorized
            : null;
        string[] ids = [.. AllIds.Take(3).Select(id => id!)];
        Assert.Equal(ids, (await Open(Renewal.Provider).LookUpAsync(ids)).Select(outcome => outcome.Value?.TaskId));
        Assert.Equal(1, _providerCalls);
    }

    [Theory]
    [InlineData(Renewal.Session)]
    [InlineData(Renewal.Provider)]
    [Trait("Acceptance", "28")]
    public async Task An_id_that_is_refused_with_a_new_token_too_is_not_authorized(Renewal renewal)
    {
        string[] ids = [.. AllIds.Take(3).Select(id => id!)];
        Service.Script = request => request.Call == ApiCall.CheckSession ? Behavior.Status(404)
            : request.Path.EndsWith(ids[1], StringComparison.Ordinal) ? Unauthorized
            : null;
        var outcomes = await Open(renewal).LookUpAsync(ids);
        Assert.Equal([ids[0], null, ids[2]], outcomes.Select(outcome => outcome.Value?.TaskId));
        Assert.Equal(
            (KooDriveErrorKind.AuthenticationFailed, KooDriveErrorReason.NotAuthorized),
            (outcomes[1].Failure!.Kind, outcomes[1].Failure!.Reason));
        Assert.Equal(1, _providerCalls + Service.CountOf(ApiCall.RefreshSession));
    }

    [Fact]
    [Trait("Acceptance", "28")]
    public async Task A_lookup_whose_token_is_replaced_continues_with_the_newest()
    {
        string id = AllIds.First()!;
        var gate = new TaskCompletionSource();
        Service.Script = request => (request.Call, request.CallNumber) switch
        {
            (ApiCall.CheckSession, _) => Behavior.Status(401),
            (ApiCall.GetTask, 1) or (ApiCall.ListTasks, 1) => Unauthorized,
            (ApiCall.GetTask, 2) => Behavior.After(gate.Task, Unauthorized),
            _ => null,
        };
        using var client = Connect(TokenOf(sessionId: SessionId));
        var lookup = client.GetTaskAsync(id, cancellationToken: Stop);
        await Service.WaitForRequestAsync(request => request.Call == ApiCall.GetTask && request.CallNumber == 2, Stop);
        await IdsAsync(client, new TaskQuery { Limit = 10 });
        gate.SetResult();
        Assert.Equal(id, (await lookup).TaskId);
        Assert.Equal((2, 3), (Service.CountOf(ApiCall.RefreshSession), Service.CountOf(ApiCall.GetTask)));
    }

    [Fact]
    public async Task A_token_that_was_idle_for_15_minutes_is_refreshed_before_its_use()
    {
        using var client = Connect(TokenOf(sessionId: SessionId));
        await IdsAsync(client, new TaskQuery { Limit = 10 });
        Clock.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(1));
        await IdsAsync(client, new TaskQuery { Limit = 10 });
        Assert.Equal(0, Service.CountOf(ApiCall.RefreshSession));

        Clock.Advance(TimeSpan.FromMinutes(25));
        await IdsAsync(client, new TaskQuery { Limit = 10 });
        Assert.Equal((1, 3), (Service.CountOf(ApiCall.RefreshSession), Service.CountOf(ApiCall.ListTasks)));
        Assert.NotEqual("Bearer+" + UserToken, Service.Requests[^1].Header("Authorization"));
    }

    [Fact]
    public async Task An_idle_token_that_cannot_be_refreshed_is_used_unchanged()
    {
        Service.Script = Scripts.Always(ApiCall.RefreshSession, Behavior.Status(503));
        using var client = Connect(TokenOf(sessionId: SessionId));
        await IdsAsync(client, new TaskQuery { Limit = 10 });
        Clock.Advance(TimeSpan.FromMinutes(16));
        var recorder = new Recorder();
        Assert.Equal(10, (await IdsAsync(client, new TaskQuery { Limit = 10 }, recorder)).Length);
        Assert.Contains(
            "did not refresh the access token after a long idle time", Assert.Single(recorder.Verbose), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Acceptance", "5")]
    public async Task A_wait_keeps_the_token_valid_between_its_rounds()
    {
        Clock.SkipsDelays = false;
        var board = new TaskBoard(Service, Clock);
        string[] ids = board.AddMany(1, endsAfter: null);
        Service.Script = board.Response;
        var pause = Clock.WaitForTimerAsync(TimeSpan.FromMinutes(30), Stop);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        await using var wait = Connect(TokenOf())
            .WaitForTasksAsync(ids, new WaitOptions { PollingInterval = TimeSpan.FromMinutes(30) }, cancellationToken: stop.Token)
            .GetAsyncEnumerator(Stop);
        var next = wait.MoveNextAsync().AsTask();
        await pause;
        Assert.Equal(0, Service.CountOf(ApiCall.CheckSession));
        Clock.Advance(TestClock.KeepAlive);
        await Service.WaitForRequestAsync(request => request.Call == ApiCall.CheckSession, Stop);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.WaitAsync(Stop));
    }

    private Session Open(Renewal renewal, FakeService? service = null) => new(
        Connect(TokenOf(sessionId: renewal == Renewal.Session ? SessionId : null), service?.Endpoint),
        renewal == Renewal.Provider ? new Recorder(Provide) : new Recorder(),
        Stop);

    private static Behavior? ExpiredAfter(RecordedRequest request, int number, int status, string body) =>
        request.Number >= number && request.Call is ApiCall.ListTasks or ApiCall.CheckSession
            && request.Header("Authorization") == "Bearer+" + UserToken
            ? Behavior.Status(status, body, body.Length > 0 ? "application/json" : null)
            : null;

    private Task<SecureString> Provide(CancellationToken cancellationToken)
    {
        _providerCalls++;
        return Task.FromResult(NextUserToken.Secure());
    }

    /// <summary>A client with its callbacks.</summary>
    private sealed record Session(KooDriveClient Client, Recorder Recorder, CancellationToken Stop)
    {
        public Task<ListingOutcome<TaskInfo>> ListAsync(TaskQuery? query = null) =>
            ListingOutcome.OfAsync(Client.ListTasksAsync(query ?? new TaskQuery { PageSize = 50 }, Recorder.Hooks, Stop));

        public async Task<KooDriveException?> ErrorOfAsync(ApiCall call, string taskId) => call == ApiCall.ListTasks
            ? (await ListAsync()).Error
            : Assert.Single(await LookUpAsync(taskId)).Failure;

        public async Task<List<Outcome<TaskInfo>>> LookUpAsync(params string[] ids)
        {
            await using var lookups = Client.LookUpTasks(8, Recorder.Hooks, Stop);
            foreach (string id in ids)
                lookups.Start(id);
            var outcomes = new List<Outcome<TaskInfo>>();
            while (lookups.HasMore)
                outcomes.Add(await lookups.TakeAsync());
            return outcomes;
        }
    }
}
