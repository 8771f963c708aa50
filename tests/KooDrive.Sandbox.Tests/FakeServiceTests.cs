using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using KooDrive.TestServer;

namespace KooDrive.Sandbox.Tests;

public sealed class FakeServiceTests : FakeServiceTest
{
    [Fact]
    public async Task Request_passes_to_the_engine_and_is_recorded()
    {
        using var response = await SendAsync(Caller.Root + "/task/list?pageSize=2&status=2&status=3");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.Single(response.Headers.GetValues("Date"));

        var request = Assert.Single(Service.Requests);
        Assert.Equal((1, 1, 1), (request.Number, request.CallNumber, request.Attempt));
        Assert.Equal(ApiCall.ListTasks, request.Call);
        Assert.Equal("GET", request.Method);
        Assert.Equal(Caller.Root + "/task/list", request.Path);
        Assert.Equal("?pageSize=2&status=2&status=3", request.RawQuery);
        Assert.Equal(["2", "3"], request.Query["status"]);
        Assert.Equal(UserId, request.Header("x-user-id"));
        Assert.Equal(Service.Endpoint.Authority, request.Header("host"));
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
            Service.Requests.Select(request => (request.Number, request.CallNumber, request.Attempt)));
        Assert.Equal("""{"taskType":0}""", Encoding.UTF8.GetString(Service.Requests[3].Body));
    }

    [Fact]
    public async Task Requests_can_be_counted_only()
    {
        Service.RecordRequests = false;
        using var one = await SendAsync(List);
        using var two = await SendAsync(List);
        Assert.Empty(Service.Requests);
        Assert.Equal((2, 2), (Service.RequestCount, Service.CountOf(ApiCall.ListTasks)));
    }

    [Fact]
    public async Task Request_can_be_waited_for()
    {
        var second = Service.WaitForRequestAsync(2, Stop);
        using var one = await SendAsync(List);
        Assert.False(second.IsCompleted);
        using var two = await SendAsync(List);
        Assert.Equal(2, (await second).Number);
        Assert.Equal(1, (await Service.WaitForRequestAsync(request => request.Call == ApiCall.ListTasks, Stop)).Number);
    }

    [Fact]
    public async Task Signature_is_accepted_over_the_network()
    {
        string date = Caller.Date(DateTimeOffset.UtcNow);
        string host = Service.Endpoint.Authority;
        using var message = Caller.Message(Service.Endpoint, List);
        message.Headers.Remove("X-Date");
        message.Headers.Remove("Authorization");
        message.Headers.TryAddWithoutValidation("X-Date", date);
        message.Headers.TryAddWithoutValidation("Authorization", ReferenceSigner.Authorization(
            AppId, AppSecret, "GET", List, [("host", host), ("x-date", date), ("x-user-id", UserId)]));
        using var response = await Client.SendAsync(message, Stop);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Stall_ends_when_the_service_closes()
    {
        Service.Script = Scripts.Always(ApiCall.ListTasks, Behavior.StallBeforeHeaders);
        var response = SendAsync(List);
        var request = await Service.WaitForRequestAsync(1, Stop);
        await Service.DisposeAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => response);
        Assert.False(request.Aborted.IsCompleted);
        Service = await FakeService.StartAsync();
    }

    [Fact]
    public async Task Clock_and_Date_header_can_be_off()
    {
        var (now, shift) = (DateTimeOffset.UtcNow, TimeSpan.FromHours(1));
        Service.ClockShift = -shift;
        using var refused = await SendAsync(List);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.InRange(refused.Headers.Date!.Value, now - shift - TimeSpan.FromSeconds(1), DateTimeOffset.UtcNow - shift);

        (Service.ClockShift, Service.DateShift) = (TimeSpan.Zero, shift);
        using var accepted = await SendAsync(List);
        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
        Assert.InRange(accepted.Headers.Date!.Value, now + shift - TimeSpan.FromSeconds(1), DateTimeOffset.UtcNow + shift);
    }

    [Fact]
    public async Task Script_that_fails_is_reported()
    {
        Service.Script = _ => throw new InvalidOperationException("the mistake");
        using var response = await SendAsync(List);
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Contains("the mistake", await response.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Random_faults_can_be_repeated()
    {
        var first = await FaultsAsync(Scripts.RandomFaults(7, 0.3));
        var second = await FaultsAsync(Scripts.RandomFaults(7, 0.3));
        var other = await FaultsAsync(Scripts.RandomFaults(8, 0.3));
        Assert.Equal(first, second);
        Assert.NotEqual(first, other);
        Assert.InRange(first.Count(fault => fault is not null), 30, 90);
        Assert.True(first.Distinct().Count() > 8);

        async Task<List<string?>> FaultsAsync(Func<RecordedRequest, Behavior?> day)
        {
            await using var service = await FakeService.StartAsync(TestService.Options());
            var faults = new List<string?>();
            service.Script = request =>
            {
                faults.Add(day(request)?.ToString());
                return null;
            };
            for (int number = 0; number < 200; number++)
            {
                using var message = Caller.Message(service.Endpoint, Caller.Root + "/task/" + (number / 2));
                using var response = await Client.SendAsync(message, Stop);
            }

            return faults;
        }
    }
}
