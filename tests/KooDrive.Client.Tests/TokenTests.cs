using System;
using System.Linq;
using System.Security;
using System.Threading;
using System.Threading.Tasks;
using KooDrive.Client.Tasks;
using KooDrive.Sandbox;
using KooDrive.TestServer;

namespace KooDrive.Client.Tests;

/// <summary>The expiry of an access token, and its renewal. A page has 10 tasks, and the token expires at page 7.</summary>
public sealed class TokenTests : ClientTest
{
    private static readonly TaskQuery Query = new() { PageSize = 10 };

    private static readonly Behavior Refusal =
        Behavior.Status(401, """{"code":"13000101","msg":"The token has expired."}""", "application/json");

    private int _providerCalls;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Service.Script = ExpiresAtPage7;
    }

    [Fact]
    [Trait("Acceptance", "5")]
    public async Task A_token_with_a_session_id_is_refreshed_once()
    {
        using var client = Connect(TokenOf(sessionId: SessionId));
        Assert.Equal(AllIds, await IdsAsync(client, Query));
        AssertPage7RequestedTwice();

        var refresh = Assert.Single(Service.Requests, request => request.Call == ApiCall.RefreshSession);
        Assert.Equal(8, refresh.Number);
        Assert.Equal("POST", refresh.Method);
        Assert.Empty(refresh.Body);
        Assert.Equal(SessionId, refresh.Header("x-session-id"));
        Assert.Equal("Bearer+" + UserToken, refresh.Header("Authorization"));
        Assert.Equal(UserId, refresh.Header("X-User-Id"));
        Assert.DoesNotContain(Service.Requests.Skip(8), request => request.Header("Authorization") == "Bearer+" + UserToken);
        Assert.DoesNotContain(Service.Requests, request => request.Call == ApiCall.ListTasks && request.Header("x-session-id") is not null);
        Assert.Equal(0, client.Statistics.Retries);
    }

    [Fact]
    [Trait("Acceptance", "5")]
    public async Task A_token_with_a_provider_is_renewed_once()
    {
        Assert.Equal(AllIds, await IdsAsync(Connect(TokenOf()), Query, new Recorder(Provide)));
        AssertPage7Requested(3);
        Assert.Equal(1, _providerCalls);
        Assert.Equal(27, Service.RequestCount);
        Assert.All(Service.Requests.Skip(8), request => Assert.Equal("Bearer+" + NextUserToken, request.Header("Authorization")));
    }

    [Fact]
    [Trait("Acceptance", "5")]
    public async Task A_token_with_both_is_refreshed_by_the_service_first()
    {
        Assert.Equal(AllIds, await IdsAsync(Connect(TokenOf(sessionId: SessionId)), Query, new Recorder(Provide)));
        Assert.Equal((0, 1), (_providerCalls, Service.CountOf(ApiCall.RefreshSession)));
    }

    [Theory]
    [InlineData(401, "")]
    [InlineData(400, """{"code":13000102,"msg":"No such session."}""")]
    [InlineData(200, """{"code":13000301,"msg":"No such session."}""")]
    [InlineData(200, """{"code":0,"msg":"No token in it."}""")]
    [InlineData(200, """{"code":0,"accessToken":"Bearer+a\u0001b"}""")]
    [InlineData(200, """{"code":0,"accessToken":"   "}""")]
    [InlineData(200, "<html>")]
    [Trait("Acceptance", "5")]
    public async Task The_provider_is_called_when_the_service_refuses_the_refresh(int status, string body)
    {
        Service.Script = Scripts.FirstOf(
            ExpiresAtPage7, Scripts.Always(ApiCall.RefreshSession, Behavior.Status(status, body, "application/json")));
        Assert.Equal(AllIds, await IdsAsync(Connect(TokenOf(sessionId: SessionId)), Query, new Recorder(Provide)));
        // The page was first requested ahead, without the token provider.
        Assert.Equal((1, 2), (_providerCalls, Service.CountOf(ApiCall.RefreshSession)));
        AssertPage7Requested(3);

        // Without a provider, the listing ends there.
        var error = await ErrorAsync(Connect(TokenOf(sessionId: SessionId)), Query);
        Assert.Equal(KooDriveErrorKind.AuthenticationFailed, error.Kind);
        Assert.NotNull(error.InnerException);
    }

    [Fact]
    [Trait("Acceptance", "5")]
    public async Task A_listing_without_renewal_ends_with_its_cursor()
    {
        using var client = Connect(TokenOf());
        var error = await ErrorAsync(client, Query);
        Assert.Equal(KooDriveErrorKind.TokenExpired, error.Kind);
        Assert.Equal(60, error.TasksReturned);
        Assert.Equal(Service.Requests[6].Cursor, error.Cursor);
        Assert.Equal(Service.Requests[6].Header("X-Traceid"), error.TraceId);
        Assert.Equal(7, Service.RequestCount);

        // The next listing sends a request again: the service may accept the token by then. With a new token, it continues.
        Assert.Equal(KooDriveErrorKind.TokenExpired, (await ErrorAsync(client, Query)).Kind);
        Assert.Equal(8, Service.RequestCount);
        Assert.Equal(AllIds.Skip(60), await IdsAsync(Connect(TokenOf(NextUserToken)), new TaskQuery { Cursor = error.Cursor }));
    }

    [Theory]
    [InlineData(NextUserToken)]
    [InlineData(null)]
    public async Task A_transient_fault_of_the_renewal_is_retried(string? fresh)
    {
        Service.Script = Scripts.FirstOf(
            ExpiresAtPage7,
            Scripts.Sequence(ApiCall.RefreshSession, Behavior.Status(503), Behavior.ResetAfterHandling, Behavior.Truncate(10)));
        Assert.Equal(AllIds, await IdsAsync(
            Connect(TokenOf(sessionId: SessionId)), Query, fresh is null ? null : new Recorder(Provide)));
        Assert.Equal((0, 4), (_providerCalls, Service.CountOf(ApiCall.RefreshSession)));
        AssertPage7RequestedTwice();
    }

    [Fact]
    public async Task Eight_listings_renew_an_expired_token_once()
    {
        const int Listings = 8;
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        int waiting = 0;
        Service.Script = request =>
        {
            if (request.Call != ApiCall.ListTasks || request.Header("Authorization") != "Bearer+" + UserToken)
                return null;
            if (Interlocked.Increment(ref waiting) == Listings)
                gate.SetResult();
            return Behavior.After(gate.Task, Refusal);
        };
        using var client = Connect(TokenOf(sessionId: SessionId));
        var results = await Task.WhenAll(Enumerable.Range(0, Listings).Select(_ => IdsAsync(client, Query)));
        Assert.All(results, ids => Assert.Equal(AllIds, ids));
        Assert.Equal(1, Service.CountOf(ApiCall.RefreshSession));
        Assert.Equal(Listings, waiting);
    }

    [Fact]
    public async Task The_provider_is_called_only_while_the_consumer_waits()
    {
        bool waits = false;
        await using var listing = Connect(TokenOf()).ListTasksAsync(Query, new Recorder(token =>
        {
            Assert.True(waits);
            return Provide(token);
        }).Hooks, Stop).GetAsyncEnumerator(Stop);
        for (int page = 1; page <= 6; page++)
            Assert.True(await listing.MoveNextAsync());

        // Page 7 has been refused or will be soon; the provider is not called before the page is needed.
        await Service.WaitForRequestAsync(7, Stop);
        waits = true;
        Assert.True(await listing.MoveNextAsync());
        Assert.Equal(1, _providerCalls);
    }

    [Fact]
    public async Task A_failed_provider_is_reported_with_its_message()
    {
        var error = await ErrorAsync(
            Connect(TokenOf()), Query, new Recorder(_ => throw new InvalidOperationException("the vault is locked")));
        Assert.Equal(KooDriveErrorKind.TokenExpired, error.Kind);
        Assert.Equal(60, error.TasksReturned);
        Assert.NotNull(error.Cursor);
        Assert.Contains("access token provider did not return a new one", error.Message, StringComparison.Ordinal);
        Assert.Equal("the vault is locked", error.InnerException?.Message);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("line\nbreak")]
    public async Task A_provider_without_a_token_is_reported(string? token)
    {
        var error = await ErrorAsync(Connect(TokenOf()), Query, new Recorder(_ => Task.FromResult(token?.Secure()!)));
        Assert.Equal(KooDriveErrorKind.TokenExpired, error.Kind);
        Assert.Contains("access token provider did not return a new one", error.Message, StringComparison.Ordinal);
        Assert.Equal(8, Service.RequestCount);
    }

    [Theory]
    [InlineData(UserToken)]
    [InlineData("Bearer+" + UserToken)]
    public async Task A_provider_that_returns_the_refused_token_is_reported(string token)
    {
        var error = await ErrorAsync(Connect(TokenOf()), Query, new Recorder(_ => Task.FromResult(token.Secure())));
        Assert.Equal(KooDriveErrorKind.TokenExpired, error.Kind);
        Assert.Contains("returned the same token again", error.Message, StringComparison.Ordinal);
        Assert.Equal(8, Service.RequestCount);
    }

    [Fact]
    public async Task A_provider_that_returns_only_bad_tokens_is_not_called_forever()
    {
        int number = 0;
        var error = await ErrorAsync(Connect(TokenOf()), Query, new Recorder(_ => Task.FromResult($"bad-{++number}".Secure())));
        Assert.Equal(KooDriveErrorKind.TokenExpired, error.Kind);
        Assert.Equal(1, number);
        Assert.Equal(9, Service.RequestCount);
    }

    [Fact]
    public async Task Canceling_ends_the_wait_for_a_provider()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var called = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var listing = ListingOutcome.OfAsync(Connect(TokenOf()).ListTasksAsync(Query, new Recorder(async token =>
        {
            called.SetResult();
            await Task.Delay(Timeout.Infinite, token);
            return NextUserToken.Secure();
        }).Hooks, stop.Token));
        await called.Task.WaitAsync(Stop);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => listing);
    }

    [Theory]
    [InlineData(null, null, 1)]
    [InlineData("unknown-session", null, 2)]
    public async Task A_token_that_was_never_accepted_has_not_expired(string? sessionId, string? cursor, int requests)
    {
        var error = await ErrorAsync(Connect(TokenOf("never-good", sessionId)), Query);
        Assert.Equal(KooDriveErrorKind.AuthenticationFailed, error.Kind);
        Assert.Equal((0, cursor), (error.TasksReturned, error.Cursor));
        Assert.Equal(401, (int?)error.HttpStatusCode);
        Assert.Equal(requests, Service.RequestCount);
    }

    [Theory]
    [InlineData(AppId, "wrong")]
    [InlineData("unknown", AppSecret)]
    public async Task A_refused_signature_is_not_sent_again(string appId, string secret)
    {
        var error = await ErrorAsync(Connect(App(appId, secret)), Query);
        Assert.Equal(KooDriveErrorKind.AuthenticationFailed, error.Kind);
        Assert.Equal(1, Service.RequestCount);
    }

    private Behavior? ExpiresAtPage7(RecordedRequest request) =>
        request.Call == ApiCall.ListTasks && request.CallNumber >= 7 && request.Header("Authorization") == "Bearer+" + UserToken
            ? Refusal
            : null;

    private Task<SecureString> Provide(CancellationToken cancellationToken)
    {
        _providerCalls++;
        return Task.FromResult(NextUserToken.Secure());
    }

    private void AssertPage7RequestedTwice() => AssertPage7Requested(2);

    private void AssertPage7Requested(int times)
    {
        var lists = Service.Requests.Where(request => request.Call == ApiCall.ListTasks).ToArray();
        Assert.Equal(24 + times, lists.Length);
        Assert.Single(lists.Skip(6).Take(times).Select(request => request.Target).Distinct());
        Assert.Equal(25, lists.Select(request => request.Target).Distinct().Count());
    }
}
