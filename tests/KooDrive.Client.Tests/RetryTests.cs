using System;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading.Tasks;
using KooDrive.Client.Tasks;
using KooDrive.Sandbox;
using KooDrive.TestServer;

namespace KooDrive.Client.Tests;

public sealed class RetryTests : ClientTest
{
    private const string Html = "<html><body>Bad Gateway</body></html>";

    private static readonly TaskQuery Query = new() { PageSize = 50 };

    public static TheoryData<int> Faults => [.. Enumerable.Range(0, Scripts.QuickFaults.Count)];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_transient_fault_costs_one_retry(int number)
    {
        Service.Script = Scripts.On(ApiCall.ListTasks, 3, Scripts.QuickFaults[number]);
        using var client = Connect();
        Assert.Equal(AllIds, await IdsAsync(client, Query));
        Assert.Equal(6, Service.RequestCount);
        Assert.Equal(Service.Requests[2].Target, Service.Requests[3].Target);
        Assert.NotEqual(Service.Requests[2].Header("X-Traceid"), Service.Requests[3].Header("X-Traceid"));
        Assert.Equal((6, 1), (client.Statistics.Requests, client.Statistics.Retries));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(60)]
    [Trait("Acceptance", "22")]
    public async Task A_response_that_stalls_is_retried_after_the_operation_time_out(int length)
    {
        Service.Script = Scripts.On(ApiCall.ListTasks, 2, Behavior.StallUntilTimeout(Clock, length));
        var recorder = new Recorder();
        Assert.Equal(AllIds, await IdsAsync(Connect(), Query, recorder));
        await Service.Requests[1].Aborted.WaitAsync(Stop);
        Assert.Equal(Service.Requests[1].Target, Service.Requests[2].Target);
        Assert.Contains("attempt 1 failed (OperationTimeout, trace id", Assert.Single(recorder.Verbose), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Acceptance", "22")]
    public async Task A_response_without_headers_is_retried_after_the_time_out()
    {
        Service.Script = Scripts.On(ApiCall.ListTasks, 1, Behavior.From("silence", async exchange =>
        {
            Clock.Advance(TestClock.OperationTimeout);
            await exchange.WaitUntilGoneAsync();
        }));
        Assert.Equal(AllIds, await IdsAsync(Connect(), Query));
    }

    [Fact]
    [Trait("Acceptance", "7")]
    public async Task Six_throttled_attempts_are_retried_with_one_line_for_each()
    {
        Service.Script = request => request.CallNumber <= 6 ? Behavior.Status(429) : null;
        var recorder = new Recorder();
        using var client = Connect();
        Assert.Equal(AllIds, await IdsAsync(client, Query, recorder));
        Assert.Equal([1, 2, 4, 8, 16, 30], Clock.Delays.Select(delay => delay.TotalSeconds));
        Assert.Equal(
            Service.Requests.Take(6).Zip(Clock.Delays, (request, delay) => string.Create(
                CultureInfo.InvariantCulture,
                $"GET /task/list: attempt {request.Number} failed (HTTP 429, trace id {request.Header("X-Traceid")}). "
                + $"Next attempt in {QuantityText.Duration(delay)}.")),
            recorder.Verbose);
        Assert.Empty(recorder.Warnings);
        Assert.Equal(6, client.Statistics.Retries);
    }

    [Theory]
    [InlineData("2", 2)]
    [InlineData("90", 90)]
    [InlineData("date+45", 45)]
    [InlineData("date-45", null)]
    [InlineData("0", null)]
    [InlineData("-1", 1)]
    [InlineData("abc", 1)]
    [InlineData("1.5", 1)]
    [InlineData("99999999999999999999", 1)]
    [InlineData(null, 1)]
    [InlineData("999999999", 120)]
    [InlineData("date+86400", 120)]
    [Trait("Acceptance", "8")]
    public async Task Retry_after_is_obeyed(string? value, int? seconds)
    {
        foreach (int status in (int[])[429, 503])
        {
            string? header = value?.StartsWith("date", StringComparison.Ordinal) == true
                ? Clock.GetUtcNow().AddSeconds(int.Parse(value[4..], CultureInfo.InvariantCulture))
                    .ToString("r", CultureInfo.InvariantCulture)
                : value;
            var service = await StartAsync(TestService.Options(taskCount: 5));
            service.Script = Scripts.On(
                ApiCall.ListTasks, 1, header is null ? Behavior.Status(status) : Behavior.Status(status, ("Retry-After", header)));
            int before = Clock.Delays.Count;
            var recorder = new Recorder();
            Assert.Equal(5, (await IdsAsync(Connect(endpoint: service.Endpoint), recorder: recorder)).Length);
            Assert.Equal(seconds is { } wanted ? [TimeSpan.FromSeconds(wanted)] : [], Clock.Delays.Skip(before));
            Assert.Single(recorder.Verbose);
            if (seconds == 120)
                Assert.Contains("exceeds the remaining retry time", Assert.Single(recorder.Warnings), StringComparison.Ordinal);
            else
                Assert.Empty(recorder.Warnings);
        }
    }

    [Fact]
    [Trait("Acceptance", "8")]
    public async Task Retry_after_0_is_obeyed_once()
    {
        Service.Script = request => request.CallNumber <= 4 ? Behavior.Status(503, ("Retry-After", "0")) : null;
        Assert.Equal(AllIds, await IdsAsync(Connect(), Query));
        Assert.Equal([2, 4, 8], Clock.Delays.Select(delay => delay.TotalSeconds));
    }

    [Theory]
    [InlineData(429, "", KooDriveErrorKind.Throttled)]
    [InlineData(429, Html, KooDriveErrorKind.Throttled)]
    [InlineData(408, "", KooDriveErrorKind.ServiceUnavailable)]
    [InlineData(500, Html, KooDriveErrorKind.ServiceUnavailable)]
    [InlineData(502, Html, KooDriveErrorKind.ServiceUnavailable)]
    [InlineData(503, "", KooDriveErrorKind.ServiceUnavailable)]
    [InlineData(504, Html, KooDriveErrorKind.ServiceUnavailable)]
    [InlineData(500, """{"code":13000201,"msg":"Internal call failed."}""", KooDriveErrorKind.ServiceError)]
    [Trait("Acceptance", "7")]
    public async Task The_last_failure_is_reported_when_the_retry_time_is_used_up(int status, string body, KooDriveErrorKind kind)
    {
        Service.Script = request => request.CallNumber >= 2 ? Behavior.Status(status, body, "text/html") : null;
        var begin = Clock.GetUtcNow();
        using var client = Connect();
        var error = await ErrorAsync(client, Query);
        Assert.Equal(kind, error.Kind);
        Assert.Equal(status, (int?)error.HttpStatusCode);
        Assert.Equal(50, error.TasksReturned);
        Assert.Equal(Service.Requests[1].Cursor, error.Cursor);
        Assert.Equal(Service.Requests[^1].Header("X-Traceid"), error.TraceId);
        Assert.Equal(error.TraceId, client.Statistics.LastTraceId);
        Assert.Equal([1, 2, 4, 8, 16, 30, 30], Clock.Delays.Take(7).Select(delay => delay.TotalSeconds));
        Assert.Equal(8, Clock.Delays.Count);
        Assert.InRange((Clock.GetUtcNow() - begin).TotalSeconds, 120, 121);
        Assert.Equal((10, 8), (client.Statistics.Requests, client.Statistics.Retries));
        Assert.Equal(Service.RequestCount, client.Statistics.Requests);
    }

    [Fact]
    public async Task Each_request_has_its_own_retry_time()
    {
        Service.Script = request => request.Attempt <= 6 ? Behavior.Status(503) : null;
        Assert.Equal(AllIds, await IdsAsync(Connect(), Query));
        Assert.Equal(5 * 7, Service.RequestCount);
    }

    [Theory]
    [InlineData("reset", KooDriveErrorKind.ConnectionFailed)]
    [InlineData("truncate", KooDriveErrorKind.ConnectionFailed)]
    [InlineData("chunked", KooDriveErrorKind.ConnectionFailed)]
    [InlineData("close", KooDriveErrorKind.ConnectionFailed)]
    [InlineData("stall", KooDriveErrorKind.OperationTimeout)]
    [InlineData("status", KooDriveErrorKind.ServiceUnavailable)]
    public async Task A_request_without_retry_time_is_sent_once(string what, KooDriveErrorKind kind)
    {
        Service.Script = Scripts.Always(ApiCall.ListTasks, what switch
        {
            "reset" => Behavior.Reset,
            "truncate" => Behavior.Truncate(25),
            "chunked" => Behavior.Truncate(25, Framing.Chunked),
            "close" => Behavior.Truncate(25, Framing.Close),
            "stall" => Behavior.StallUntilTimeout(Clock, 20),
            _ => Behavior.Status(503),
        });
        var error = await ErrorAsync(Connect(maximumRetryTime: TimeSpan.Zero), Query);
        Assert.Equal(kind, error.Kind);
        Assert.Equal(1, Service.RequestCount);
        Assert.Empty(Clock.Delays);
        Assert.Equal((0, null), (error.TasksReturned, error.Cursor));
        Assert.Equal(Service.Requests[0].Header("X-Traceid"), error.TraceId);
    }

    [Theory]
    [InlineData(3, null)]
    [InlineData(int.MaxValue, KooDriveErrorKind.ConnectionFailed)]
    public async Task A_refused_connection_is_retried(int refusals, KooDriveErrorKind? kind)
    {
        int attempts = 0;
        using var closed = new ClosedPort();
        using var client = Connect(handler: new SocketsHttpHandler
        {
            ConnectCallback = async (context, token) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(++attempts <= refusals ? closed.Address : context.DnsEndPoint, token);
                return new NetworkStream(socket, ownsSocket: true);
            },
        });
        var outcome = await ListAsync(client, Query);
        Assert.Equal(kind, outcome.Error?.Kind);
        Assert.Equal(kind is null ? AllIds : [], outcome.Ids);
        Assert.Equal(kind is null ? refusals : 8, Clock.Delays.Count);
        if (outcome.Error is { } error)
            Assert.Contains("could not be established", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(407)]
    [InlineData(501)]
    public async Task A_permanent_failure_is_not_retried(int status)
    {
        Service.Script = Scripts.Always(ApiCall.ListTasks, Behavior.Status(status, ("Retry-After", "1")));
        await ErrorAsync(Connect());
        Assert.Equal(1, Service.RequestCount);
    }
}
