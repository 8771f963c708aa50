using System;
using System.Collections.Generic;
using KooDrive.TestServer;
using Microsoft.Extensions.Time.Testing;

namespace KooDrive.Sandbox.Tests;

public sealed class SignatureTests
{
    // The example of the API reference.
    private const string VectorTarget = "/koodrive/ose/v1/task/list?pageSize=10&status=2&status=3&taskType=0";
    private const string VectorDate = "20240909T033325Z";
    private const string VectorHost = "10.32.45.165";
    private const string VectorAuthorization =
        "HMAC-SHA256 AppId=app-1,SignedHeaders=host;x-date;x-user-id,"
        + "Signature=8f814b11979b17626967771c448ee88595e1a87337e0cf7121cbdaa2789c0e08";

    private static readonly DateTimeOffset VectorTime = new(2024, 9, 9, 3, 33, 25, TimeSpan.Zero);

    private readonly FakeTimeProvider _clock = new(VectorTime);
    private readonly Caller _caller;

    public SignatureTests() => _caller = new Caller(new SandboxService(TestService.Options(), _clock), _clock);

    [Fact]
    public void Signature_of_the_references_example_is_accepted() => Assert.Equal(200, SendVector(VectorTarget, VectorAuthorization));

    // Computed from the rules of the API reference with a library of another language, without either signer.
    [Theory]
    [InlineData("GET", "/task/list?taskType=0&status=3&status=2", "", "aaf1b070a53fabf6c46ba8274ef80339d81103109f1eed5f82c0fec24ee005b0")]
    [InlineData("GET", "/task/list", "", "078942f66813091d1dae6a523fe55fa05259bfcd0a6e7853708f7b7adf374a3e")]
    [InlineData(
        "POST",
        "/task/create",
        """{"taskType":0,"srcUserId":"王","dstUserId":"2"}""",
        "bee3df6b282570d53de85f5f8666d590cdaffc65b649e08e7fccb6c5595ba033")]
    [InlineData("GET", "/task/a%20b%2Cc~%7e%C3%A9", "", "08155f4850b029c0f7103fc192b88962a24eb4d9e51a37d1dc92fe195f17d334")]
    [InlineData("GET", "/task/%E7%8E%8B*'()!", "", "7f056f08768e4fd8e39e533c64d02e002ce1cf0b43ce8df2abf9ace63a68e072")]
    [InlineData(
        "GET", "/userList?offset=0&limit=5&keyWord=%E7%8E%8B%20%2b", "",
        "dbd224ca53a12c09c04a2f71bb2da237c43cab87008a5e16585ef1dbb70f6d69")]
    [InlineData("DELETE", "/userGroups/1", "", "ce7bfefb92845c7812ba54295aa6560b9a124e2f6f5248783c168c1f40772023")]
    public void Signatures_of_other_implementations_are_accepted(string method, string target, string body, string signature)
    {
        string authorization = VectorAuthorization[..^signature.Length] + signature;
        Assert.NotEqual(401, SendVector(Caller.Root + target, authorization, method, body));
        Assert.Equal(401, SendVector(Caller.Root + target, authorization, method, body + " "));
    }

    [Theory]
    [InlineData("pageSize=11&status=2&status=3&taskType=0")]
    [InlineData("pageSize=10&status=2&taskType=0")]
    public void Signature_of_another_query_is_refused(string query) =>
        Assert.Equal(
            401, SendVector(VectorTarget[..(VectorTarget.IndexOf('?', StringComparison.Ordinal) + 1)] + query, VectorAuthorization));

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
    public void Signature_that_was_tampered_with_is_refused(string from, string to)
    {
        string tampered = VectorAuthorization.Replace(from, to, StringComparison.Ordinal);
        Assert.NotEqual(VectorAuthorization, tampered);
        Assert.Equal(401, SendVector(VectorTarget, tampered));
    }

    [Fact]
    public void Signature_with_another_secret_is_refused() =>
        Assert.Equal(401, _caller.SendSigned("GET", Caller.Root + "/task/list", secret: "other").StatusCode);

    [Fact]
    public void Signature_of_another_body_is_refused()
    {
        _caller.SendSigned("POST", Caller.Root + "/task/create", """{"taskType":0,"srcUserId":"1","dstUserId":"2"}""");
        var response = _caller.Send("POST", Caller.Root + "/task/create", """{"taskType":0,"srcUserId":"1","dstUserId":"3"}""");
        Assert.Equal(401, response.StatusCode);
    }

    [Theory]
    [InlineData("x-date", "x-user-id", 200)]
    [InlineData("host", "x-user-id", 401)]
    [InlineData("host", "x-date", 401)]
    public void Signature_must_cover_the_date_and_the_user(string first, string second, int status)
    {
        var values = new Dictionary<string, string> { ["host"] = "127.0.0.1", ["x-date"] = VectorDate, ["x-user-id"] = UserId };
        _caller.Authorization = ReferenceSigner.Authorization(
            AppId, AppSecret, "GET", Caller.Root + "/task/list", [(first, values[first]), (second, values[second])]);
        Assert.Equal(status, _caller.Send("GET", Caller.Root + "/task/list").StatusCode);
    }

    [Theory]
    [InlineData("GET", "/session/auth")]
    [InlineData("POST", "/session/refresh")]
    [InlineData("GET", "/session/logoff")]
    public void Session_calls_take_no_signature(string method, string path)
    {
        _caller.Headers["x-session-id"] = SessionId;
        Assert.Equal(401, _caller.SendSigned(method, Caller.Root + path).StatusCode);
    }

    [Fact]
    public void Sandbox_does_not_use_the_client() => Assert.DoesNotContain(
        typeof(SandboxService).Assembly.GetReferencedAssemblies(), assembly => assembly.Name == "KooDrive.Client");

    private int SendVector(string target, string authorization, string method = "GET", string body = "")
    {
        _caller.Headers["Host"] = VectorHost;
        _caller.Headers["X-Date"] = VectorDate;
        _caller.Authorization = authorization;
        return _caller.Send(method, target, body).StatusCode;
    }
}
