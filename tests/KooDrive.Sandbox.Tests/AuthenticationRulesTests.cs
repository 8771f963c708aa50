using System;
using System.Linq;
using KooDrive.TestServer;
using Microsoft.Extensions.Time.Testing;

namespace KooDrive.Sandbox.Tests;

public sealed class AuthenticationRulesTests
{
    private const string List = Caller.Root + "/task/list";

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 9, 14, 25, 36, TimeSpan.Zero));

    [Theory]
    [InlineData(AuthenticationFailureResponse.Unauthorized, 401, "13000101")]
    [InlineData(AuthenticationFailureResponse.BadRequest, 400, "APIGW.0301")]
    [InlineData(AuthenticationFailureResponse.BadRequestWithoutCode, 400, null)]
    public void Failure_of_authentication_has_the_response_of_the_rules(AuthenticationFailureResponse failure, int status, string? code)
    {
        var caller = Open(new AuthenticationRules { FailureResponse = failure });
        AssertRefused(caller.SendSigned("GET", List, secret: "other"));
        caller.Authorization = "Bearer+" + UserToken;
        _clock.Advance(TimeSpan.FromMinutes(20));
        AssertRefused(caller.Send("GET", List));
        AssertRefused(caller.Send("GET", Caller.Root + "/session/auth"));
        caller.Headers["x-session-id"] = "session-2";
        AssertRefused(caller.Send("POST", Caller.Root + "/session/refresh"));

        void AssertRefused(SandboxResponse response)
        {
            Assert.Equal(status, response.StatusCode);
            Assert.Equal(code, Caller.Json(response).TryGetProperty("code", out var value) ? value.GetString() : null);
            Assert.NotEmpty(Caller.Json(response).GetProperty("msg").GetString()!);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Refresh_accepts_an_expired_token_only_by_the_lenient_rules(bool refreshesExpiredTokens)
    {
        var caller = Open(AuthenticationRules.Lenient with { RefreshesExpiredTokens = refreshesExpiredTokens });
        caller.Headers["x-session-id"] = SessionId;
        string token = caller.Post("/session/refresh").GetProperty("accessToken").GetString()!;
        Assert.Equal(refreshesExpiredTokens ? 200 : 401, caller.Send("POST", Caller.Root + "/session/refresh").StatusCode);
        caller.Authorization = token;
        Assert.Equal(200, caller.Send("GET", List).StatusCode);
        _clock.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal(refreshesExpiredTokens ? 200 : 401, caller.Send("POST", Caller.Root + "/session/refresh").StatusCode);
    }

    [Fact]
    public void Session_auth_can_be_missing()
    {
        var response = Open(AuthenticationRules.Lenient with { HasSessionAuth = false }).Send("GET", Caller.Root + "/session/auth");
        Assert.Equal(404, response.StatusCode);
        Assert.Equal("APIGW.0101", Caller.Json(response).GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("koodrive.example:8443", 200)]
    [InlineData("KOODRIVE.example:8443", 200)]
    [InlineData("koodrive.example", 400)]
    [InlineData("elsewhere.example:8443", 400)]
    public void Host_header_must_be_the_address_of_the_service(string host, int status)
    {
        var caller = Open(AuthenticationRules.Strict);
        caller.Headers["Host"] = host;
        Assert.Equal(status, caller.Send("GET", List, authority: "koodrive.example:8443").StatusCode);
        Assert.Equal(200, caller.Send("GET", List).StatusCode);
        var lenient = Open(AuthenticationRules.Lenient);
        lenient.Headers["Host"] = host;
        Assert.Equal(200, lenient.Send("GET", List, authority: "koodrive.example:8443").StatusCode);
    }

    [Fact]
    public void Host_header_must_be_signed_by_the_strict_rules()
    {
        string authorization = ReferenceSigner.Authorization(
            AppId, AppSecret, "GET", List, [("x-date", Caller.Date(_clock.GetUtcNow())), ("x-user-id", UserId)]);
        foreach (var (rules, status) in new[] { (AuthenticationRules.Strict, 400), (AuthenticationRules.Lenient, 200) })
        {
            var caller = Open(rules);
            caller.Authorization = authorization;
            Assert.Equal(status, caller.Send("GET", List).StatusCode);
            Assert.Equal(200, caller.SendSigned("GET", List).StatusCode);
        }
    }

    [Fact]
    public void Hidden_task_is_401_with_a_valid_token()
    {
        string[] ids = [.. new SandboxService(TestService.Options(), _clock).Tasks.Take(3).Select(task => task.TaskId!)];
        var caller = new Caller(
            new SandboxService(TestService.Options(rules: AuthenticationRules.Strict, hidden: [ids[1]]), _clock), _clock);
        Assert.Equal([200, 401, 200], ids.Select(id => caller.Send("GET", Caller.Root + "/task/" + id).StatusCode));
        Assert.Equal(401, caller.Send("GET", Caller.Root + "/task/result?taskId=" + ids[1]).StatusCode);
        Assert.Equal(200, caller.Send("GET", Caller.Root + "/session/auth").StatusCode);
        Assert.Equal(
            [ids[0], ids[2]], Caller.Tasks(caller.Get("/task/list?pageSize=2")).Select(task => task.GetProperty("taskId").GetString()));
        Assert.Equal(249, caller.Pages("pageSize=100").Sum(page => page.Length));
    }

    [Fact]
    public void Tokens_can_expire_at_once()
    {
        var service = new SandboxService(TestService.Options(), _clock);
        var caller = new Caller(service, _clock);
        Assert.Equal(200, caller.Send("GET", List).StatusCode);
        service.ExpireTokens();
        Assert.Equal(401, caller.Send("GET", List).StatusCode);
        caller.Headers["x-session-id"] = SessionId;
        caller.Authorization = caller.Post("/session/refresh").GetProperty("accessToken").GetString()!;
        Assert.Equal(200, caller.Send("GET", List).StatusCode);
    }

    private Caller Open(AuthenticationRules rules) => new(new SandboxService(TestService.Options(rules: rules), _clock), _clock);
}
