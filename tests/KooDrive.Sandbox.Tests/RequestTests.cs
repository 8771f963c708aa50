using System;
using System.Collections.Generic;
using System.Globalization;
using KooDrive.TestServer;
using Microsoft.Extensions.Time.Testing;

namespace KooDrive.Sandbox.Tests;

public sealed class RequestTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 9, 14, 25, 36, TimeSpan.Zero));
    private readonly Caller _caller;

    public RequestTests() => _caller = new Caller(new SandboxService(TestService.Options(), _clock), _clock);

    [Theory]
    [InlineData(0, 200)]
    [InlineData(-15 * 60, 200)]
    [InlineData((-15 * 60) - 1, 400)]
    [InlineData(1, 400)]
    public void X_Date_may_be_15_minutes_old_and_never_later_than_the_service(int seconds, int status)
    {
        _caller.Headers["X-Date"] = Caller.Date(_clock.GetUtcNow().AddSeconds(seconds));
        Assert.Equal(status, _caller.Send("GET", Caller.Root + "/task/list").StatusCode);
        Assert.Equal(status, _caller.SendSigned("GET", Caller.Root + "/task/list").StatusCode);
    }

    [Theory]
    [InlineData("2024-09-09T03:33:25Z")]
    [InlineData("20240909T033325")]
    [InlineData("Mon, 09 Sep 2024 03:33:25 GMT")]
    public void X_Date_in_another_format_is_refused(string date)
    {
        _caller.Headers["X-Date"] = date;
        Assert.Equal(400, _caller.Send("GET", Caller.Root + "/task/list").StatusCode);
    }

    [Theory]
    [InlineData("X-User-Id", 400)]
    [InlineData("X-Date", 400)]
    [InlineData("Host", 400)]
    [InlineData("Authorization", 401)]
    public void Request_without_a_header_is_refused(string name, int status)
    {
        _caller.Headers[name] = null;
        Assert.Equal(status, _caller.Send("GET", Caller.Root + "/task/list").StatusCode);
    }

    [Theory]
    [InlineData(57, 400)]
    [InlineData(58, 200)]
    [InlineData(59, 400)]
    public void Trace_id_has_58_characters(int length, int status)
    {
        _caller.Headers["X-Traceid"] = new string('a', length);
        Assert.Equal(status, _caller.Send("GET", Caller.Root + "/task/list").StatusCode);
    }

    [Fact]
    public void User_other_than_the_one_named_is_refused()
    {
        var service = new SandboxService(new SandboxOptions { Tokens = [UserToken], UserId = "1" }, _clock);
        Assert.Equal(401, new Caller(service, _clock).Send("GET", Caller.Root + "/task/list").StatusCode);
    }

    [Theory]
    [InlineData("GET", "/koodrive/ose/v1")]
    [InlineData("GET", "/koodrive/ose/v2/task/list")]
    [InlineData("GET", "/koodrive/ose/v1/task/")]
    [InlineData("GET", "/koodrive/ose/v1/task/1/2")]
    [InlineData("POST", "/koodrive/ose/v1/task/list")]
    [InlineData("DELETE", "/koodrive/ose/v1/task/1")]
    [InlineData("GET", "/koodrive/ose/v1/session/refresh")]
    public void Request_that_the_API_does_not_have_is_404(string method, string path)
    {
        var response = _caller.Send(method, path);
        Assert.Equal(404, response.StatusCode);
        Assert.Equal("APIGW.0101", Caller.Json(response).GetProperty("code").GetString());
    }

    [Fact]
    public void Response_has_the_date_of_the_service()
    {
        _clock.Advance(TimeSpan.FromMilliseconds(999));
        string date = _clock.GetUtcNow().ToString("r", CultureInfo.InvariantCulture);
        Assert.Contains(KeyValuePair.Create("Date", date), _caller.Send("GET", Caller.Root + "/task/list").Headers);
        Assert.Contains(KeyValuePair.Create("Date", date), _caller.Send("GET", "/nowhere").Headers);
    }
}
