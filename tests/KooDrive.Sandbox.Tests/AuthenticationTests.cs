using System;
using System.Collections.Generic;
using System.Globalization;
using KooDrive.TestServer;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace KooDrive.Sandbox.Tests;

public sealed class AuthenticationTests
{
    // The worked vector of the API reference.
    private const string VectorTarget = "/koodrive/ose/v1/task/list?pageSize=10&status=2&status=3&taskType=0";
    private const string VectorDate = "20240909T033325Z";
    private const string VectorHost = "10.32.45.165";
    private const string VectorAuthorization =
        "HMAC-SHA256 AppId=app-1,SignedHeaders=host;x-date;x-user-id,Signature=8f814b11979b17626967771c448ee88595e1a87337e0cf7121cbdaa2789c0e08";

    private static readonly DateTimeOffset VectorTime = new(2024, 9, 9, 3, 33, 25, TimeSpan.Zero);

    private readonly FakeTimeProvider _clock = new(VectorTime);
    private readonly SandboxService _service;
    private readonly Caller _caller;

    public AuthenticationTests()
    {
        _service = new SandboxService(Caller.Options(), _clock);
        _caller = new Caller(_service, _clock);
    }

    [Fact]
    public void The_independent_signer_makes_the_vector_of_the_reference() => Assert.Equal(VectorAuthorization, ReferenceSigner.Authorization(
        "app-1", "s3cr3t", "GET", VectorTarget, [("x-user-id", Caller.UserId), ("X-Date", VectorDate), ("host", VectorHost)]));

    [Fact]
    public void The_vector_of_the_reference_is_accepted() => Assert.Equal(200, SendVector(VectorTarget, VectorAuthorization));

    [Theory]
    [InlineData("pageSize=11&status=2&status=3&taskType=0")]
    [InlineData("pageSize=10&status=2&taskType=0")]
    public void A_vector_of_another_query_is_refused(string query) =>
        Assert.Equal(401, SendVector(VectorTarget[..(VectorTarget.IndexOf('?', StringComparison.Ordinal) + 1)] + query, VectorAuthorization));

    [Theory]
    [InlineData("8f814b", "8f814c")]
    [InlineData("8f814b", "8F814B")]
    [InlineData("AppId=app-1", "AppId=app-2")]
    [InlineData("host;x-date;x-user-id", "x-date;x-user-id")]
    [InlineData("host;x-date;x-user-id", "host;x-user-id")]
    [InlineData("host;x-date;x-user-id", "host;x-date")]
    [InlineData("host;x-date;x-user-id", "absent;host;x-date;x-user-id")]
    [InlineData(",SignedHeaders", ", SignedHeaders")]
    [InlineData(",Signature", ";Signature")]
    public void A_tampered_signature_is_refused(string from, string to)
    {
        string tampered = VectorAuthorization.Replace(from, to, StringComparison.Ordinal);
        Assert.NotEqual(VectorAuthorization, tampered);
        Assert.Equal(401, SendVector(VectorTarget, tampered));
    }

    [Theory]
    [InlineData("GET", "/koodrive/ose/v1/task/list?taskType=0&status=3&status=2", null)]
    [InlineData("GET", "/koodrive/ose/v1/task/list", null)]
    [InlineData("POST", "/koodrive/ose/v1/task/create", """{"taskType":0,"srcUserId":"王","dstUserId":"2"}""")]
    public void Requests_signed_by_the_independent_signer_are_accepted(string method, string target, string? body) =>
        Assert.Equal(200, _caller.SendSigned(method, target, body).StatusCode);

    [Theory]
    [InlineData("/koodrive/ose/v1/task/a%20b%2Fc~%7e%C3%A9")]
    [InlineData("/koodrive/ose/v1/task/%E7%8E%8B*'()!")]
    public void Unusual_paths_are_signed_alike(string target) => Assert.NotEqual(401, _caller.SendSigned("GET", target).StatusCode);

    [Fact]
    public void Another_secret_is_refused() => Assert.Equal(401, _caller.SendSigned("GET", Caller.Root + "/task/list", secret: "other").StatusCode);

    [Fact]
    public void A_changed_body_is_refused()
    {
        _caller.SendSigned("POST", Caller.Root + "/task/create", """{"taskType":0,"srcUserId":"1","dstUserId":"2"}""");
        var response = _caller.Send("POST", Caller.Root + "/task/create", """{"taskType":0,"srcUserId":"1","dstUserId":"3"}""");
        Assert.Equal(401, response.StatusCode);
    }

    [Theory]
    [InlineData("x-date", "x-user-id", 200)]
    [InlineData("host", "x-user-id", 401)]
    [InlineData("host", "x-date", 401)]
    public void The_date_and_the_user_must_be_signed(string first, string second, int status)
    {
        var values = new Dictionary<string, string> { ["host"] = "127.0.0.1", ["x-date"] = VectorDate, ["x-user-id"] = Caller.UserId };
        _caller.Authorization = ReferenceSigner.Authorization(
            Caller.AppId, Caller.AppSecret, "GET", Caller.Root + "/task/list", [(first, values[first]), (second, values[second])]);
        Assert.Equal(status, _caller.Send("GET", Caller.Root + "/task/list").StatusCode);
    }

    [Theory]
    [InlineData("GET", "/session/auth")]
    [InlineData("POST", "/session/refresh")]
    [InlineData("GET", "/session/logoff")]
    public void Session_calls_take_no_signature(string method, string path)
    {
        _caller.Headers["x-session-id"] = Caller.SessionId;
        Assert.Equal(401, _caller.SendSigned(method, Caller.Root + path).StatusCode);
    }

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
    public void A_missing_header_is_refused(string name, int status)
    {
        _caller.Headers[name] = null;
        Assert.Equal(status, _caller.Send("GET", Caller.Root + "/task/list").StatusCode);
    }

    [Theory]
    [InlineData(57, 400)]
    [InlineData(58, 200)]
    [InlineData(59, 400)]
    public void A_trace_id_has_58_characters(int length, int status)
    {
        _caller.Headers["X-Traceid"] = new string('a', length);
        Assert.Equal(status, _caller.Send("GET", Caller.Root + "/task/list").StatusCode);
    }

    [Theory]
    [InlineData("Bearer+token-1", 200)]
    [InlineData("Bearer token-1", 200)]
    [InlineData("AT token-1", 200)]
    [InlineData("token-1", 401)]
    [InlineData("Bearer+token-2", 401)]
    [InlineData("Basic token-1", 401)]
    public void A_token_is_told_by_its_scheme_and_value(string authorization, int status)
    {
        _caller.Authorization = authorization;
        Assert.Equal(status, _caller.Send("GET", Caller.Root + "/task/list").StatusCode);
    }

    [Fact]
    public void A_token_lives_20_minutes_after_its_last_call()
    {
        for (int call = 0; call < 5; call++)
        {
            _clock.Advance(TimeSpan.FromMinutes(20) - TimeSpan.FromSeconds(1));
            Assert.Equal(200, _caller.Send("GET", Caller.Root + "/task/list").StatusCode);
        }

        _clock.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal(401, _caller.Send("GET", Caller.Root + "/task/list").StatusCode);
        Assert.Equal(401, _caller.Send("GET", Caller.Root + "/session/auth").StatusCode);
    }

    [Fact]
    public void A_refresh_revives_a_session_whose_token_has_died()
    {
        _clock.Advance(TimeSpan.FromHours(1));
        _caller.Headers["x-session-id"] = Caller.SessionId;
        string token = _caller.Post("/session/refresh").GetProperty("accessToken").GetString()!;
        Assert.StartsWith("Bearer+", token, StringComparison.Ordinal);
        Assert.Equal(401, _caller.Send("GET", Caller.Root + "/task/list").StatusCode);

        string old = _caller.Authorization;
        _caller.Authorization = token;
        Assert.Equal(200, _caller.Send("GET", Caller.Root + "/task/list").StatusCode);
        // The client may have lost the answer: it asks again with what it has.
        _caller.Authorization = old;
        Assert.NotEqual(token, _caller.Post("/session/refresh").GetProperty("accessToken").GetString());
    }

    [Theory]
    [InlineData(null, "Bearer+token-1", 400)]
    [InlineData("session-2", "Bearer+token-1", 401)]
    [InlineData("session-1", "Bearer+token-2", 401)]
    public void A_refresh_needs_the_session_and_a_token_of_it(string? sessionId, string authorization, int status)
    {
        _caller.Headers["x-session-id"] = sessionId;
        _caller.Authorization = authorization;
        Assert.Equal(status, _caller.Send("POST", Caller.Root + "/session/refresh").StatusCode);
    }

    [Fact]
    public void A_token_that_has_signed_out_is_dead_for_good()
    {
        _caller.Headers["x-session-id"] = Caller.SessionId;
        Assert.Equal(Caller.UserId, _caller.Get("/session/auth").GetProperty("userId").GetString());
        Assert.Equal(200, _caller.Send("GET", Caller.Root + "/session/logoff").StatusCode);
        Assert.Equal(401, _caller.Send("GET", Caller.Root + "/session/auth").StatusCode);
        Assert.Equal(401, _caller.Send("POST", Caller.Root + "/session/refresh").StatusCode);
    }

    [Fact]
    public void Another_user_is_refused_where_one_is_named()
    {
        var service = new SandboxService(new SandboxOptions { Tokens = [Caller.Token], UserId = "1" }, _clock);
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
    public void A_path_or_method_that_the_API_does_not_have_is_404(string method, string path)
    {
        var response = _caller.Send(method, path);
        Assert.Equal(404, response.StatusCode);
        Assert.Equal("APIGW.0101", Caller.Json(response).GetProperty("code").GetString());
    }

    [Fact]
    public void Every_answer_has_the_date_of_the_service()
    {
        _clock.Advance(TimeSpan.FromMilliseconds(999));
        string date = VectorTime.ToString("r", CultureInfo.InvariantCulture);
        Assert.Contains(KeyValuePair.Create("Date", date), _caller.Send("GET", Caller.Root + "/task/list").Headers);
        Assert.Contains(KeyValuePair.Create("Date", date), _caller.Send("GET", "/nowhere").Headers);
    }

    private int SendVector(string target, string authorization)
    {
        _caller.Headers["Host"] = VectorHost;
        _caller.Headers["X-Date"] = VectorDate;
        _caller.Authorization = authorization;
        return _caller.Send("GET", target).StatusCode;
    }
}
