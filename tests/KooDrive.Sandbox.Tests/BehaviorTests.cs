using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using KooDrive.TestServer;

namespace KooDrive.Sandbox.Tests;

public sealed class BehaviorTests : FakeServiceTest
{
    [Fact]
    public async Task After_behavior_waits_for_a_task()
    {
        var gate = new TaskCompletionSource();
        Service.Script = Scripts.Always(ApiCall.ListTasks, Behavior.After(gate.Task));
        var response = SendAsync(List);
        await Service.WaitForRequestAsync(1, Stop);
        Assert.False(response.IsCompleted);
        gate.SetResult();
        Assert.Equal(HttpStatusCode.OK, (await response).StatusCode);
    }

    [Fact]
    public async Task Stall_before_the_headers_ends_when_the_client_disconnects()
    {
        Service.Script = Scripts.Always(ApiCall.ListTasks, Behavior.StallBeforeHeaders);
        using var leaving = new CancellationTokenSource();
        var response = SendAsync(List, cancellationToken: leaving.Token);
        var request = await Service.WaitForRequestAsync(1, Stop);
        Assert.Equal(1, Service.OpenConnections);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => response);
        await request.Aborted.WaitAsync(Stop);
        await Service.WaitForNoConnectionsAsync(Stop);
        Assert.Equal(0, Service.OpenConnections);
    }

    [Fact]
    public async Task Stall_in_the_body_starts_after_a_number_of_bytes()
    {
        string whole = await (await SendAsync(List)).Content.ReadAsStringAsync(Stop);
        Service.Script = Scripts.Always(ApiCall.ListTasks, Behavior.StallInBody(20));
        using var message = Caller.Message(Service.Endpoint, List);
        using var response = await Client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, Stop);
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
        await Service.Requests[1].Aborted.WaitAsync(Stop);
    }

    [Theory]
    [InlineData(false, 250)]
    [InlineData(true, 251)]
    public async Task Reset_cuts_the_connection_before_or_after_the_service_has_acted(bool handled, int tasks)
    {
        Service.Script = Scripts.Always(ApiCall.CreateTask, handled ? Behavior.ResetAfterHandling : Behavior.Reset);
        var error = await Assert.ThrowsAsync<HttpRequestException>(
            () => SendAsync(Caller.Root + "/task/create", """{"taskType":0,"srcUserId":"1","dstUserId":"2"}"""));
        Assert.Equal(SocketError.ConnectionReset, Assert.IsType<SocketException>(error.GetBaseException()).SocketErrorCode);
        Assert.Equal(tasks, Service.Engine.Tasks.Count());
        Assert.False(Service.Requests[0].Aborted.IsCompleted);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    public async Task Reset_in_the_body_is_after_a_number_of_bytes(int length)
    {
        Service.Script = Scripts.Always(ApiCall.ListTasks, Behavior.ResetInBody(length));
        var (head, body, reset) = await SendRawAsync(List);
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", head, StringComparison.Ordinal);
        Assert.Equal(length, body.Length);
        Assert.True(reset);
    }

    [Theory]
    [InlineData(Framing.ContentLength, "\r\nContent-Length: ", "")]
    [InlineData(Framing.Chunked, "\r\nTransfer-Encoding: chunked", "\r\n")]
    [InlineData(Framing.Close, "\r\nConnection: close", "")]
    public async Task Truncated_response_is_closed_normally(Framing framing, string header, string end)
    {
        string whole = await (await SendAsync(List)).Content.ReadAsStringAsync(Stop);
        Service.Script = Scripts.Always(ApiCall.ListTasks, Behavior.Truncate(25, framing));
        var (head, body, reset) = await SendRawAsync(List);
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", head, StringComparison.Ordinal);
        Assert.Contains("\r\nDate: ", head, StringComparison.Ordinal);
        Assert.Contains(header, head, StringComparison.Ordinal);
        Assert.Equal((framing == Framing.Chunked ? "19\r\n" : "") + whole[..25] + end, body);
        Assert.False(reset);

        using var message = Caller.Message(Service.Endpoint, List);
        if (framing == Framing.Close)
            Assert.Equal(whole[..25], await (await Client.SendAsync(message, Stop)).Content.ReadAsStringAsync(Stop));
        else
            await Assert.ThrowsAsync<HttpRequestException>(() => Client.SendAsync(message, Stop));
    }

    [Theory]
    [InlineData("2")]
    [InlineData("Wed, 21 Oct 2026 07:28:00 GMT")]
    [InlineData("-1")]
    [InlineData("abc")]
    [InlineData("999999999")]
    public async Task Status_can_have_any_header_text(string retryAfter)
    {
        Service.Script = Scripts.Always(ApiCall.ListTasks, Behavior.Status(429, "<html>", "text/html", ("Retry-After", retryAfter)));
        using var response = await SendAsync(List);
        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Equal(retryAfter, response.Headers.NonValidated["Retry-After"].ToString());
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("<html>", await response.Content.ReadAsStringAsync(Stop));
        Assert.Single(response.Headers.GetValues("Date"));
    }

    [Fact]
    public async Task Status_can_be_a_redirect_or_have_no_body()
    {
        Service.Script = Scripts.Sequence(
            ApiCall.ListTasks, Behavior.Status(302, ("Location", "https://elsewhere.invalid/")), Behavior.Status(503));
        using var redirect = await SendAsync(List);
        Assert.Equal("https://elsewhere.invalid/", redirect.Headers.Location?.AbsoluteUri);
        using var unavailable = await SendAsync(List);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, unavailable.StatusCode);
        Assert.Empty(await unavailable.Content.ReadAsByteArrayAsync(Stop));
        using var passed = await SendAsync(List);
        Assert.Equal(HttpStatusCode.OK, passed.StatusCode);
    }

    [Fact]
    public async Task Body_can_be_any_bytes()
    {
        byte[] bytes = [0xEF, 0xBB, 0xBF, 0xFF, 0x00, (byte)'{'];
        Service.Script = Scripts.Always(ApiCall.ListTasks, Behavior.Body(bytes));
        using var response = await SendAsync(List);
        Assert.Equal(bytes, await response.Content.ReadAsByteArrayAsync(Stop));
    }

    [Fact]
    public async Task Response_can_be_compressed()
    {
        string whole = await (await SendAsync(List)).Content.ReadAsStringAsync(Stop);
        Service.Script = Scripts.Always(ApiCall.ListTasks, Behavior.Gzip);
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, AutomaticDecompression = DecompressionMethods.GZip });
        using var message = Caller.Message(Service.Endpoint, List);
        Assert.Equal(whole, await (await client.SendAsync(message, Stop)).Content.ReadAsStringAsync(Stop));
        using var raw = await SendAsync(List);
        Assert.Equal(["gzip"], raw.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task Status_after_handling_hides_a_create_that_was_executed()
    {
        foreach (var fault in Scripts.FaultsAfterHandling)
        {
            int before = Service.Engine.Tasks.Count();
            Service.Script = Scripts.Always(ApiCall.CreateTask, fault);
            try
            {
                using var response = await SendAsync(Caller.Root + "/task/create", """{"taskType":0,"srcUserId":"1","dstUserId":"2"}""");
                string body = await response.Content.ReadAsStringAsync(Stop);
                Assert.True(
                    response.StatusCode >= HttpStatusCode.InternalServerError || body.Contains("13000201", StringComparison.Ordinal), body);
            }
            catch (HttpRequestException)
            {
            }

            Assert.Equal(before + 1, Service.Engine.Tasks.Count());
        }
    }

    [Fact]
    public async Task Token_expired_expires_the_token_permanently()
    {
        Service.Script = Scripts.On(ApiCall.ListTasks, 2, Behavior.TokenExpired);
        HttpStatusCode[] statuses =
            [(await SendAsync(List)).StatusCode, (await SendAsync(List)).StatusCode, (await SendAsync(List)).StatusCode];
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized], statuses);
    }
}
