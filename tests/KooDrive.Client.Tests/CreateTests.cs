using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using KooDrive.Client.Tasks;
using KooDrive.Sandbox;
using KooDrive.TestServer;

namespace KooDrive.Client.Tests;

public sealed class CreateTests : ClientTest
{
    private static readonly CreateTaskRequest Transfer = CreateTaskRequest.Transfer("giver", "taker");

    [Fact]
    public async Task A_transfer_is_one_signed_POST_with_the_body_of_the_reference()
    {
        string id = await Connect().CreateTaskAsync(Transfer, cancellationToken: Stop);
        var request = AssertSigned("""{"taskType":0,"srcUserId":"giver","dstUserId":"taker"}""");
        Assert.Equal(("POST", "/koodrive/ose/v1/task/create"), (request.Method, request.Target));
        Assert.StartsWith("application/json", request.Header("Content-Type"), StringComparison.Ordinal);
        Assert.Equal(id, Service.Engine.Tasks.First().TaskId);
    }

    [Fact]
    public async Task An_import_is_one_signed_POST_with_the_body_of_the_reference()
    {
        await Connect().CreateTaskAsync(CreateTaskRequest.BatchImport("result", "organization", "user"), cancellationToken: Stop);
        AssertSigned("""{"taskType":1,"resultId":"result","orgId":"organization","orgUserId":"user"}""");
    }

    [Fact]
    public async Task Ids_with_any_characters_are_sent_unchanged()
    {
        const string Name = "a\"b\\c\u0001 中文 😀 </script>";
        await Connect().CreateTaskAsync(CreateTaskRequest.Transfer(Name, "taker"), cancellationToken: Stop);
        using var body = System.Text.Json.JsonDocument.Parse(Assert.Single(Service.Requests).Body);
        Assert.Equal(Name, body.RootElement.GetProperty("srcUserId").GetString());
    }

    public static TheoryData<string> Cuts => [.. CutBehaviors.Select(cut => cut.Name)];

    private static (string Name, Behavior Behavior)[] CutBehaviors =>
    [
        ("reset before handling", Behavior.Reset),
        ("reset after handling", Behavior.ResetAfterHandling),
        ("reset after the headers", Behavior.ResetInBody(0)),
        ("reset in the body", Behavior.ResetInBody(10)),
        ("truncated, by length", Behavior.Truncate(10)),
        ("truncated, chunked", Behavior.Truncate(10, Framing.Chunked)),
        ("truncated, by close", Behavior.Truncate(10, Framing.Close)),
        ("408", Behavior.Status(408)),
        ("500 without a code", Behavior.Status(500)),
        ("502", Behavior.Status(502, "<html>", "text/html")),
        ("503", Behavior.Status(503, ("Retry-After", "1"))),
        ("504", Behavior.Status(504)),
        ("500 with a code", Behavior.Status(500, """{"code":"13000101","msg":"m"}""", "application/json")),
        ("500 with an internal error", Behavior.Status(500, """{"code":13000201,"msg":"m"}""", "application/json")),
        ("400 with an internal error", Behavior.Status(400, """{"code":13000201,"msg":"m"}""", "application/json")),
        ("200 with an internal error", Behavior.Body("""{"code":"13000201","msg":"m"}""")),
        ("200 with an unknown code", Behavior.Body("""{"code":"19999999","msg":"m"}""")),
        ("redirect", Behavior.Status(302, ("Location", "https://example.com/"))),
        ("HTML", Behavior.Body("<html><body>Welcome</body></html>", "text/html")),
        ("empty", Behavior.Body(string.Empty)),
        ("no id", Behavior.Body("""{"code":0,"msg":"Success."}""")),
        ("empty id", Behavior.Body("""{"taskId":"","code":0}""")),
    ];

    [Theory]
    [MemberData(nameof(Cuts))]
    [Trait("Acceptance", "19")]
    [Trait("Acceptance", "27")]
    public async Task A_create_that_may_have_arrived_is_sent_once_with_unknown_outcome(string cut)
    {
        Service.Script = Scripts.Always(ApiCall.CreateTask, CutBehaviors.Single(pair => pair.Name == cut).Behavior);
        await AssertOutcomeUnknownAsync(Connect());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [Trait("Acceptance", "19")]
    public async Task A_create_that_times_out_has_an_unknown_outcome(int bytes)
    {
        Service.Script = Scripts.Always(ApiCall.CreateTask, Behavior.StallUntilTimeout(Clock, bytes));
        await AssertOutcomeUnknownAsync(Connect());
    }

    [Fact]
    [Trait("Acceptance", "19")]
    public async Task A_create_on_a_used_connection_is_sent_once_too()
    {
        using var client = Connect();
        await client.GetTaskAsync(AllIds.First()!, cancellationToken: Stop);
        Service.Script = Scripts.Always(ApiCall.CreateTask, Behavior.ResetAfterHandling);
        await AssertOutcomeUnknownAsync(client);
    }

    [Fact]
    public async Task A_create_is_retried_after_a_refused_connection()
    {
        using var closed = new ClosedPort();
        int connections = 0;
        using var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            ConnectCallback = async (context, token) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(
                    ++connections < 3 ? closed.Address : new IPEndPoint(IPAddress.Loopback, context.DnsEndPoint.Port), token);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        var recorder = new Recorder();
        await Connect(handler: handler).CreateTaskAsync(Transfer, recorder.Hooks, Stop);
        Assert.Equal(3, connections);
        Assert.Equal(1, Service.RequestCount);
        Assert.Equal(2, recorder.Verbose.Count);
        Assert.Equal(251, Service.Engine.Tasks.Count());
    }

    [Fact]
    public async Task A_create_that_was_never_sent_has_no_unknown_outcome()
    {
        using var closed = new ClosedPort();
        using var client = Connect(endpoint: new Uri($"http://{closed.Address}"), maximumRetryTime: TimeSpan.FromSeconds(5));
        var error = await Assert.ThrowsAsync<KooDriveException>(() => client.CreateTaskAsync(Transfer, cancellationToken: Stop));
        Assert.Equal(KooDriveErrorKind.ConnectionFailed, error.Kind);
    }

    [Theory]
    [InlineData(403, null, KooDriveErrorKind.AccessDenied)]
    [InlineData(400, "13000102", KooDriveErrorKind.ServiceError)]
    [InlineData(400, "APIGW.0301", KooDriveErrorKind.AuthenticationFailed)]
    [InlineData(200, "13000301", KooDriveErrorKind.ServiceError)]
    [InlineData(404, "APIGW.0101", KooDriveErrorKind.ServiceError)]
    [InlineData(200, "13000102", KooDriveErrorKind.ServiceError)]
    [InlineData(200, "13000410", KooDriveErrorKind.AccessDenied)]
    [Trait("Acceptance", "27")]
    public async Task A_refused_create_is_not_retried_and_has_no_unknown_outcome(int status, string? code, KooDriveErrorKind kind)
    {
        Service.Script = _ => Behavior.Status(
            status, code is null ? string.Empty : $$"""{"code":"{{code}}","msg":"no"}""", "application/json");
        var error = await Assert.ThrowsAsync<KooDriveException>(() => Connect().CreateTaskAsync(Transfer, cancellationToken: Stop));
        Assert.Equal((kind, code), (error.Kind, error.ServiceCode));
        Assert.Equal(1, Service.RequestCount);
        Assert.Empty(Clock.Delays);
    }

    [Fact]
    [Trait("Acceptance", "27")]
    public async Task A_throttled_create_is_retried()
    {
        Service.Script = request => request.CallNumber <= 3 ? Behavior.Status(429) : null;
        string id = await Connect().CreateTaskAsync(Transfer, cancellationToken: Stop);
        Assert.Equal(4, Service.CountOf(ApiCall.CreateTask));
        Assert.Equal(id, Service.Engine.Tasks.First().TaskId);
        Assert.Equal(251, Service.Engine.Tasks.Count());
    }

    [Fact]
    public async Task The_error_of_a_throttled_create_has_the_number_of_attempts()
    {
        Service.Script = _ => Behavior.Status(429);
        var error = await Assert.ThrowsAsync<KooDriveException>(() => Connect().CreateTaskAsync(Transfer, cancellationToken: Stop));
        Assert.Equal(KooDriveErrorKind.Throttled, error.Kind);
        Assert.Equal(9, Service.RequestCount);
        Assert.Contains("Attempts: 9, in 2 minutes.", error.Summary, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Acceptance", "27")]
    public async Task A_refused_create_whose_renewal_fails_has_no_unknown_outcome(bool isTransient)
    {
        Service.Script = request => request.Call == ApiCall.RefreshSession
            ? Behavior.Status(isTransient ? 503 : 401)
            : Behavior.Status(401);
        var error = await Assert.ThrowsAsync<KooDriveException>(
            () => Connect(TokenOf(sessionId: SessionId)).CreateTaskAsync(Transfer, cancellationToken: Stop));
        Assert.Equal(isTransient ? KooDriveErrorKind.ServiceUnavailable : KooDriveErrorKind.AuthenticationFailed, error.Kind);
        Assert.Equal(1, Service.CountOf(ApiCall.CreateTask));
    }

    [Fact]
    public async Task A_create_whose_client_is_disposed_has_an_unknown_outcome()
    {
        Service.Script = _ => Behavior.StallBeforeHeaders;
        var client = Connect();
        var creation = client.CreateTaskAsync(Transfer, cancellationToken: Stop);
        await Service.WaitForRequestAsync(1, Stop);
        client.Dispose();
        var error = await Assert.ThrowsAsync<KooDriveException>(() => creation);
        Assert.Equal(KooDriveErrorKind.OutcomeUnknown, error.Kind);
        Assert.Equal(Service.Requests[0].Header("X-Traceid"), error.TraceId);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Acceptance", "5")]
    public async Task A_create_with_an_expired_token_is_sent_again_after_the_renewal(bool byTheService)
    {
        Service.Script = request => request.Call == ApiCall.CreateTask && request.Header("Authorization") == "Bearer+" + UserToken
            ? Behavior.Status(401)
            : null;
        var recorder = new Recorder(_ => Task.FromResult(NextUserToken.Secure()));
        using var client = Connect(TokenOf(sessionId: byTheService ? SessionId : null));
        string id = await client.CreateTaskAsync(Transfer, recorder.Hooks, Stop);
        var posts = Service.Requests.Where(request => request.Call == ApiCall.CreateTask).ToArray();
        Assert.Equal(2, posts.Length);
        Assert.Equal(posts[0].Body, posts[1].Body);
        Assert.Equal(byTheService ? 1 : 0, Service.CountOf(ApiCall.RefreshSession));
        Assert.Equal(id, Service.Engine.Tasks.First().TaskId);
        Assert.Equal(251, Service.Engine.Tasks.Count());
    }

    [Fact]
    [Trait("Acceptance", "9")]
    public async Task Canceling_a_create_closes_the_connection()
    {
        Service.Script = _ => Behavior.StallBeforeHeaders;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var creation = Connect().CreateTaskAsync(Transfer, cancellationToken: stop.Token);
        var request = await Service.WaitForRequestAsync(1, Stop);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => creation.WaitAsync(Stop));
        await request.Aborted.WaitAsync(Stop);
        Assert.Equal(1, Service.RequestCount);
    }

    private RecordedRequest AssertSigned(string body)
    {
        var request = Assert.Single(Service.Requests);
        Assert.Equal(body, Encoding.UTF8.GetString(request.Body));
        Assert.Equal(request.AppAuthorization, request.Header("Authorization"));
        return request;
    }

    private async Task AssertOutcomeUnknownAsync(KooDriveClient client)
    {
        var error = await Assert.ThrowsAsync<KooDriveException>(() =>
            client.CreateTaskAsync(Transfer, cancellationToken: Stop).WaitAsync(Stop));
        Assert.Equal(KooDriveErrorKind.OutcomeUnknown, error.Kind);
        var post = Assert.Single(Service.Requests, request => request.Call == ApiCall.CreateTask);
        Assert.Equal(post.Header("X-Traceid"), error.TraceId);
        Assert.Contains(error.TraceId!, error.Description, StringComparison.Ordinal);
        Assert.IsType<KooDriveException>(error.InnerException);
        Assert.Empty(Clock.Delays);
    }
}
