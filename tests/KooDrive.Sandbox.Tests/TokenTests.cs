using System;
using KooDrive.TestServer;
using Microsoft.Extensions.Time.Testing;

namespace KooDrive.Sandbox.Tests;

public sealed class TokenTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 9, 14, 25, 36, TimeSpan.Zero));
    private readonly Caller _caller;

    public TokenTests() => _caller = new Caller(new SandboxService(TestService.Options(), _clock), _clock);

    [Theory]
    [InlineData("Bearer+token-1", 200)]
    [InlineData("Bearer token-1", 200)]
    [InlineData("AT token-1", 200)]
    [InlineData("bearer token-1", 200)]
    [InlineData("token-1", 401)]
    [InlineData("Bearer+token-3", 401)]
    [InlineData("Basic token-1", 401)]
    public void Token_is_identified_by_its_scheme_and_value(string authorization, int status)
    {
        _caller.Authorization = authorization;
        Assert.Equal(status, _caller.Send("GET", Caller.Root + "/task/list").StatusCode);
    }

    [Theory]
    [InlineData("Bearer+token-1", "AT token-1")]
    [InlineData("at token-1", "Bearer token-1")]
    [InlineData("Custom token-1", "Custom token-1")]
    public void Token_can_be_set_with_any_scheme(string token, string authorization)
    {
        var options = new SandboxOptions { Tokens = [token], UserId = UserId };
        var caller = new Caller(new SandboxService(options, _clock), _clock) { Authorization = authorization };
        Assert.Equal(200, caller.Send("GET", Caller.Root + "/task/list").StatusCode);
        caller.Authorization = "Other token-1";
        Assert.Equal(401, caller.Send("GET", Caller.Root + "/task/list").StatusCode);
    }

    [Fact]
    public void Token_is_valid_for_20_minutes_after_its_last_call()
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
    public void Refresh_accepts_an_expired_token_of_the_session()
    {
        _clock.Advance(TimeSpan.FromHours(1));
        _caller.Headers["x-session-id"] = SessionId;
        string token = _caller.Post("/session/refresh").GetProperty("accessToken").GetString()!;
        Assert.StartsWith("Bearer+", token, StringComparison.Ordinal);
        Assert.Equal(401, _caller.Send("GET", Caller.Root + "/task/list").StatusCode);

        string old = _caller.Authorization;
        _caller.Authorization = token;
        Assert.Equal(200, _caller.Send("GET", Caller.Root + "/task/list").StatusCode);
        // The client may have lost the response: it refreshes again with the old token.
        _caller.Authorization = old;
        Assert.NotEqual(token, _caller.Post("/session/refresh").GetProperty("accessToken").GetString());
    }

    [Theory]
    [InlineData(null, "Bearer+token-1", 400)]
    [InlineData("session-2", "Bearer+token-1", 401)]
    [InlineData("session-1", "Bearer+token-3", 401)]
    public void Refresh_needs_the_session_and_a_token_of_it(string? sessionId, string authorization, int status)
    {
        _caller.Headers["x-session-id"] = sessionId;
        _caller.Authorization = authorization;
        Assert.Equal(status, _caller.Send("POST", Caller.Root + "/session/refresh").StatusCode);
    }

    [Fact]
    public void Token_that_has_signed_out_cannot_be_refreshed()
    {
        _caller.Headers["x-session-id"] = SessionId;
        Assert.Equal(UserId, _caller.Get("/session/auth").GetProperty("userId").GetString());
        Assert.Equal(200, _caller.Send("GET", Caller.Root + "/session/logoff").StatusCode);
        Assert.Equal(401, _caller.Send("GET", Caller.Root + "/session/auth").StatusCode);
        Assert.Equal(401, _caller.Send("POST", Caller.Root + "/session/refresh").StatusCode);
    }
}
