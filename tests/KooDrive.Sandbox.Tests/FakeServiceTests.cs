using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using KooDrive.TestServer;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace KooDrive.Sandbox.Tests;

public sealed class FakeServiceTests : IAsyncLifetime
{
    private const string List = Caller.Root + "/task/list?pageSize=2";

    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });
    private FakeService _service = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _service = await FakeService.StartAsync(Caller.Options());

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task A_request_passes_to_the_engine_and_is_recorded()
    {
        using var response = await SendAsync(Caller.Root + "/task/list?pageSize=2&status=2&status=3");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.Single(response.Headers.GetValues("Date"));

        var request = Assert.Single(_service.Requests);
        Assert.Equal((1, 1, 1), (request.Number, request.CallNumber, request.Attempt));
        Assert.Equal(ApiCall.List, request.Call);
        Assert.Equal("GET", request.Method);
        Assert.Equal(Caller.Root + "/task/list", request.Path);
        Assert.Equal("?pageSize=2&status=2&status=3", request.RawQuery);
        Assert.Equal(["2", "3"], request.Query["status"]);
        Assert.Equal(Caller.UserId, request.Header("x-user-id"));
        Assert.Equal(_service.Endpoint.Authority, request.Header("host"));
        Assert.False(request.Aborted.IsCompleted);
    }

    [Fact]
    public async Task Requests_are_numbered_by_call_and_by_attempt()
    {
        using var one = await SendAsync(List);
        using var two = await SendAsync(Caller.Root + "/task/1");
        using var three = await SendAsync(List);
        using var four = await SendAsync(Caller.Root + "/task/create", """{"taskType":0}""");
        Assert.Equal(
            [(1, 1, 1), (2, 1, 1), (3, 2, 2), (4, 1, 1)],
            _service.Requests.Select(request => (request.Number, request.CallNumber, request.Attempt)));
        Assert.Equal("""{"taskType":0}""", Encoding.UTF8.GetString(_service.Requests[3].Body));
    }

    [Fact]
    public async Task Requests_can_be_counted_only()
    {
        _service.RecordRequests = false;
        using var one = await SendAsync(List);
        using var two = await SendAsync(List);
        Assert.Empty(_service.Requests);
        Assert.Equal((2, 2), (_service.RequestCount, _service.CountOf(ApiCall.List)));
    }

    [Fact]
    public async Task A_request_can_be_waited_for()
    {
        var second = _service.WaitForRequestAsync(2, Stop);
        using var one = await SendAsync(List);
        Assert.False(second.IsCompleted);
        using var two = await SendAsync(List);
        Assert.Equal(2, (await second).Number);
        Assert.Equal(1, (await _service.WaitForRequestAsync(request => request.Call == ApiCall.List, Stop)).Number);
    }

    [Fact]
    public async Task A_signed_request_is_accepted_over_the_network()
    {
        string date = Caller.Date(DateTimeOffset.UtcNow);
        string host = _service.Endpoint.Authority;
        using var message = Caller.Message(_service.Endpoint, List);
        message.Headers.Remove("X-Date");
        message.Headers.Remove("Authorization");
        message.Headers.TryAddWithoutValidation("X-Date", date);
        message.Headers.TryAddWithoutValidation("Authorization", ReferenceSigner.Authorization(
            Caller.AppId, Caller.AppSecret, "GET", List, [("host", host), ("x-date", date), ("x-user-id", Caller.UserId)]));
        using var response = await _client.SendAsync(message, Stop);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Delay_waits_on_the_clock_of_the_test()
    {
        var clock = new WatchedClock();
        _service.Script = Scripts.On(ApiCall.List, 1, Behavior.Delay(TimeSpan.FromSeconds(30), clock));
        var answer = SendAsync(List);
        await clock.TimerCreated.WaitAsync(Stop);
        clock.Advance(TimeSpan.FromSeconds(29));
        Assert.False(answer.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, (await answer).StatusCode);
    }

    [Fact]
    public async Task After_waits_for_a_gate()
    {
        var gate = new TaskCompletionSource();
        _service.Script = Scripts.Always(ApiCall.List, Behavior.After(gate.Task));
        var answer = SendAsync(List);
        await _service.WaitForRequestAsync(1, Stop);
        Assert.False(answer.IsCompleted);
        gate.SetResult();
        Assert.Equal(HttpStatusCode.OK, (await answer).StatusCode);
    }

    [Fact]
    public async Task Stalling_before_the_headers_ends_when_the_client_leaves()
    {
        _service.Script = Scripts.Always(ApiCall.List, Behavior.StallBeforeHeaders);
        using var leaving = new CancellationTokenSource();
        var answer = SendAsync(List, cancellationToken: leaving.Token);
        var request = await _service.WaitForRequestAsync(1, Stop);
        Assert.Equal(1, _service.OpenConnections);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        await request.Aborted.WaitAsync(Stop);
        await _service.WaitForNoConnectionsAsync(Stop);
        Assert.Equal(0, _service.OpenConnections);
    }

    [Fact]
    public async Task Stalling_in_the_body_sends_so_many_bytes_of_the_true_answer()
    {
        string whole = await (await SendAsync(List)).Content.ReadAsStringAsync(Stop);
        _service.Script = Scripts.Always(ApiCall.List, Behavior.StallInBody(20));
        using var message = Caller.Message(_service.Endpoint, List);
        using var response = await _client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, Stop);
        Assert.Equal(Encoding.UTF8.GetByteCount(whole), response.Content.Headers.ContentLength);

        using var leaving = new CancellationTokenSource();
        byte[] received = new byte[whole.Length];
        await using (var body = await response.Content.ReadAsStreamAsync(Stop))
        {
            await body.ReadExactlyAsync(received.AsMemory(0, 20), Stop);
            var more = body.ReadAsync(received.AsMemory(20), leaving.Token);
            Assert.False(more.IsCompleted);
            await leaving.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await more);
        }

        Assert.Equal(whole[..20], Encoding.UTF8.GetString(received, 0, 20));
        await _service.Requests[1].Aborted.WaitAsync(Stop);
    }

    [Fact]
    public async Task Closing_the_service_ends_a_stall()
    {
        _service.Script = Scripts.Always(ApiCall.List, Behavior.StallBeforeHeaders);
        var answer = SendAsync(List);
        var request = await _service.WaitForRequestAsync(1, Stop);
        await _service.DisposeAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => answer);
        Assert.False(request.Aborted.IsCompleted);
        _service = await FakeService.StartAsync();
    }

    [Theory]
    [InlineData(false, 250)]
    [InlineData(true, 251)]
    public async Task Reset_cuts_the_connection_before_or_after_the_service_has_acted(bool handled, int tasks)
    {
        _service.Script = Scripts.Always(ApiCall.Create, handled ? Behavior.ResetAfterHandling : Behavior.Reset);
        var error = await Assert.ThrowsAsync<HttpRequestException>(
            () => SendAsync(Caller.Root + "/task/create", """{"taskType":0,"srcUserId":"1","dstUserId":"2"}"""));
        Assert.Equal(SocketError.ConnectionReset, Assert.IsType<SocketException>(error.GetBaseException()).SocketErrorCode);
        Assert.Equal(tasks, _service.Engine.Tasks.Count());
        Assert.False(_service.Requests[0].Aborted.IsCompleted);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    public async Task A_reset_in_the_body_comes_after_so_many_bytes(int length)
    {
        _service.Script = Scripts.Always(ApiCall.List, Behavior.ResetInBody(length));
        var (head, body, reset) = await SendRawAsync(List);
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", head, StringComparison.Ordinal);
        Assert.Equal(length, body.Length);
        Assert.True(reset);
    }

    [Theory]
    [InlineData(Framing.ContentLength, "\r\nContent-Length: ", "")]
    [InlineData(Framing.Chunked, "\r\nTransfer-Encoding: chunked", "\r\n")]
    [InlineData(Framing.Close, "\r\nConnection: close", "")]
    public async Task A_truncated_answer_is_closed_in_good_order(Framing framing, string header, string end)
    {
        string whole = await (await SendAsync(List)).Content.ReadAsStringAsync(Stop);
        _service.Script = Scripts.Always(ApiCall.List, Behavior.Truncate(25, framing));
        var (head, body, reset) = await SendRawAsync(List);
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", head, StringComparison.Ordinal);
        Assert.Contains("\r\nDate: ", head, StringComparison.Ordinal);
        Assert.Contains(header, head, StringComparison.Ordinal);
        Assert.Equal((framing == Framing.Chunked ? "19\r\n" : "") + whole[..25] + end, body);
        Assert.False(reset);

        using var message = Caller.Message(_service.Endpoint, List);
        if (framing == Framing.Close)
            Assert.Equal(whole[..25], await (await _client.SendAsync(message, Stop)).Content.ReadAsStringAsync(Stop));
        else
            await Assert.ThrowsAsync<HttpRequestException>(() => _client.SendAsync(message, Stop));
    }

    [Theory]
    [InlineData("2")]
    [InlineData("Wed, 21 Oct 2026 07:28:00 GMT")]
    [InlineData("-1")]
    [InlineData("abc")]
    [InlineData("999999999")]
    public async Task A_status_can_carry_any_header_text(string retryAfter)
    {
        _service.Script = Scripts.Always(ApiCall.List, Behavior.Status(429, "<html>", "text/html", ("Retry-After", retryAfter)));
        using var response = await SendAsync(List);
        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Equal(retryAfter, response.Headers.NonValidated["Retry-After"].ToString());
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("<html>", await response.Content.ReadAsStringAsync(Stop));
        Assert.Single(response.Headers.GetValues("Date"));
    }

    [Fact]
    public async Task A_redirect_and_a_status_without_a_body_can_be_sent()
    {
        _service.Script = Scripts.Sequence(ApiCall.List, Behavior.Status(302, ("Location", "https://elsewhere.invalid/")), Behavior.Status(503));
        using var redirect = await SendAsync(List);
        Assert.Equal("https://elsewhere.invalid/", redirect.Headers.Location?.AbsoluteUri);
        using var unavailable = await SendAsync(List);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, unavailable.StatusCode);
        Assert.Empty(await unavailable.Content.ReadAsByteArrayAsync(Stop));
        using var passed = await SendAsync(List);
        Assert.Equal(HttpStatusCode.OK, passed.StatusCode);
    }

    [Fact]
    public async Task Any_bytes_can_be_sent_as_a_body()
    {
        byte[] bytes = [0xEF, 0xBB, 0xBF, 0xFF, 0x00, (byte)'{'];
        _service.Script = Scripts.Always(ApiCall.List, Behavior.Body(bytes));
        using var response = await SendAsync(List);
        Assert.Equal(bytes, await response.Content.ReadAsByteArrayAsync(Stop));
    }

    [Fact]
    public async Task An_answer_can_be_compressed()
    {
        string whole = await (await SendAsync(List)).Content.ReadAsStringAsync(Stop);
        _service.Script = Scripts.Always(ApiCall.List, Behavior.Gzip);
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, AutomaticDecompression = DecompressionMethods.GZip });
        using var message = Caller.Message(_service.Endpoint, List);
        Assert.Equal(whole, await (await client.SendAsync(message, Stop)).Content.ReadAsStringAsync(Stop));
        using var raw = await SendAsync(List);
        Assert.Equal(["gzip"], raw.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task A_mistake_in_a_script_is_shown()
    {
        _service.Script = _ => throw new InvalidOperationException("the mistake");
        using var response = await SendAsync(List);
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Contains("the mistake", await response.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_clock_and_the_date_header_can_be_off()
    {
        var (now, shift) = (DateTimeOffset.UtcNow, TimeSpan.FromHours(1));
        _service.ClockShift = -shift;
        using var refused = await SendAsync(List);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.InRange(refused.Headers.Date!.Value, now - shift - TimeSpan.FromSeconds(1), DateTimeOffset.UtcNow - shift);

        (_service.ClockShift, _service.DateShift) = (TimeSpan.Zero, shift);
        using var accepted = await SendAsync(List);
        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
        Assert.InRange(accepted.Headers.Date!.Value, now + shift - TimeSpan.FromSeconds(1), DateTimeOffset.UtcNow + shift);
    }

    [Theory]
    [InlineData(ResponseShape.Table)]
    [InlineData(ResponseShape.Example)]
    public async Task A_plan_of_pages_replaces_the_listing(ResponseShape shape)
    {
        await using var service = await FakeService.StartAsync(Caller.Options(shape: shape));
        var plan = PagePlan.OfCounts(0, 3, 0, 0, 2);
        service.Pages = plan;
        // A page that is cut is the same page when it is asked for again.
        service.Script = Scripts.On(ApiCall.List, 2, Behavior.Truncate(30));
        var counts = new List<int>();
        var ids = new List<string?>();
        string? cursor = null;
        do
        {
            using var message = Caller.Message(service.Endpoint, List + (cursor is null ? string.Empty : "&pageCursor=" + cursor));
            try
            {
                using var response = await _client.SendAsync(message, Stop);
                var answer = Caller.Json(await response.Content.ReadAsByteArrayAsync(Stop));
                var tasks = Caller.Tasks(answer).ToArray();
                counts.Add(tasks.Length);
                ids.AddRange(tasks.Select(task => task.GetProperty("taskId").GetString()));
                cursor = Caller.Cursor(answer);
            }
            catch (HttpRequestException) when (service.RequestCount == 2)
            {
                continue;
            }
        }
        while (cursor is not null);

        Assert.Equal([0, 3, 0, 0, 2], counts);
        Assert.Equal(plan.Tasks.Select(task => task.TaskId), ids);
        Assert.Equal(6, service.RequestCount);
    }

    [Fact]
    public async Task A_plan_can_go_round_in_circles()
    {
        _service.Pages = PagePlan.OfPages((1, "A"), (2, "B"), (3, "A"), (4, null));
        Assert.Equal(
            [(1, "A"), (2, "B"), (3, "A"), (4, null), (4, null)],
            [await PageAsync(null), await PageAsync("A"), await PageAsync("B"), await PageAsync("A"), await PageAsync("A")]);
        using var refused = await SendAsync(List + "&pageCursor=C");
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);

        async Task<(int Count, string? Cursor)> PageAsync(string? cursor)
        {
            using var response = await SendAsync(List + (cursor is null ? string.Empty : "&pageCursor=" + cursor));
            var answer = Caller.Json(await response.Content.ReadAsByteArrayAsync(Stop));
            return (Caller.Tasks(answer).Count(), Caller.Cursor(answer));
        }
    }

    [Fact]
    public async Task A_plan_is_not_for_strangers()
    {
        _service.Pages = PagePlan.OfCounts(1);
        using var response = await _client.GetAsync(new Uri(_service.Endpoint, List), Stop);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_bad_day_can_be_repeated()
    {
        var first = await FaultsAsync(Scripts.BadDay(7, 0.3));
        var second = await FaultsAsync(Scripts.BadDay(7, 0.3));
        var other = await FaultsAsync(Scripts.BadDay(8, 0.3));
        Assert.Equal(first, second);
        Assert.NotEqual(first, other);
        Assert.InRange(first.Count(fault => fault is not null), 30, 90);
        Assert.True(first.Distinct().Count() > 8);

        async Task<List<string?>> FaultsAsync(Func<RecordedRequest, Behavior?> day)
        {
            await using var service = await FakeService.StartAsync(Caller.Options());
            var faults = new List<string?>();
            service.Script = request =>
            {
                faults.Add(day(request)?.ToString());
                return null;
            };
            for (int number = 0; number < 200; number++)
            {
                using var message = Caller.Message(service.Endpoint, Caller.Root + "/task/" + (number / 2));
                using var response = await _client.SendAsync(message, Stop);
            }

            return faults;
        }
    }

    private Task<HttpResponseMessage> SendAsync(string target, string? body = null, CancellationToken? cancellationToken = null)
    {
        var message = Caller.Message(_service.Endpoint, target, body is null ? HttpMethod.Get : HttpMethod.Post, body);
        return _client.SendAsync(message, cancellationToken ?? Stop);
    }

    /// <summary>What comes over a bare socket until the other end is done: by a reset or in good order.</summary>
    private async Task<(string Head, string Body, bool IsReset)> SendRawAsync(string target)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, _service.Endpoint.Port, Stop);
        await socket.SendAsync(
            Encoding.ASCII.GetBytes(
                $"GET {target} HTTP/1.1\r\nHost: {_service.Endpoint.Authority}\r\nX-User-Id: {Caller.UserId}\r\n"
                + $"X-Date: {Caller.Date(DateTimeOffset.UtcNow)}\r\nAuthorization: Bearer+{Caller.Token}\r\n\r\n"),
            Stop);
        using var received = new MemoryStream();
        byte[] buffer = new byte[4096];
        bool reset = false;
        try
        {
            int count;
            while ((count = await socket.ReceiveAsync(buffer, Stop)) > 0)
                received.Write(buffer, 0, count);
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.ConnectionReset)
        {
            reset = true;
        }

        string[] parts = Encoding.UTF8.GetString(received.ToArray()).Split("\r\n\r\n", 2);
        return (parts[0], parts.ElementAtOrDefault(1) ?? string.Empty, reset);
    }

    private sealed class WatchedClock : FakeTimeProvider
    {
        private readonly TaskCompletionSource _timerCreated = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task TimerCreated => _timerCreated.Task;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            _timerCreated.TrySetResult();
            return timer;
        }
    }
}
