using System;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using KooDrive.Client.Tasks;
using KooDrive.Sandbox;
using KooDrive.TestServer;

namespace KooDrive.Client.Tests;

/// <summary>The debug text of each exchange.</summary>
public sealed class DebugTests : ClientTest
{
    private const string Json = "application/json";

    private readonly Recorder _recorder = new();

    [Fact]
    public async Task A_request_and_its_response_are_shown_completely()
    {
        await Connect().CreateTaskAsync(CreateTaskRequest.Transfer("1", "2"), _recorder.Hooks, Stop);
        var request = Assert.Single(Service.Requests);
        string[] texts = [.. _recorder.Debug];
        Assert.Equal(2, texts.Length);
        Assert.StartsWith(
            $"POST {Service.Endpoint}koodrive/ose/v1/task/create, {request.Body.Length} bytes\n", texts[0], StringComparison.Ordinal);
        foreach (string name in new[] { "X-User-Id", "X-Date", "X-Traceid", "language", "Accept", "Content-Type" })
            Assert.Contains($"\n{name}: {request.Header(name)}\n", texts[0], StringComparison.Ordinal);
        Assert.Contains("\nAuthorization: ***\n", texts[0], StringComparison.Ordinal);
        Assert.EndsWith("\n\n" + Encoding.UTF8.GetString(request.Body), texts[0], StringComparison.Ordinal);
        Assert.Matches(@"^HTTP 200, \d+ ms, \d+ bytes\n", texts[1]);
        Assert.Contains("\nContent-Type: application/json", texts[1], StringComparison.Ordinal);
        Assert.Contains("\nDate: ", texts[1], StringComparison.Ordinal);
        Assert.Contains("\"taskId\":\"" + Service.Engine.Tasks.First().TaskId, texts[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_attempt_is_shown_also_one_without_a_response()
    {
        Service.Script = Scripts.Sequence(ApiCall.ListTasks, Behavior.Status(503), Behavior.Reset);
        await IdsAsync(Connect(), new TaskQuery { Limit = 1 }, _recorder);
        string[] texts =
        [
            .. _recorder.Debug.Select(text => Regex.Match(text, "^(GET|HTTP [0-9]+)").Value
                + (text.Contains(": ConnectionFailed, ", StringComparison.Ordinal) ? " failed" : "")),
        ];
        Assert.Equal(["GET", "HTTP 503", "GET", "GET failed", "GET", "HTTP 200"], texts);
    }

    [Theory]
    [InlineData(4096, false)]
    [InlineData(4097, true)]
    [InlineData(100_000, true)]
    public async Task A_body_is_shown_up_to_4_KB(int length, bool isCut)
    {
        string body = new string('x', 4093) + "中" + new string('y', length - 4096);
        Service.Script = Scripts.Always(ApiCall.ListTasks, Behavior.Status(404, body, "text/html"));
        await ErrorAsync(Connect(), recorder: _recorder);
        string shown = _recorder.Debug.Last().Split("\n\n")[1];
        Assert.Equal(body[..4094] + (isCut ? "…" : ""), shown);
        Assert.Contains($", {length} bytes\n", _recorder.Debug.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_character_is_not_cut_in_two()
    {
        Service.Script = Scripts.Always(ApiCall.ListTasks, Behavior.Status(404, new string('x', 4095) + "中中", "text/html"));
        await ErrorAsync(Connect(), recorder: _recorder);
        Assert.EndsWith("xx…", _recorder.Debug.Last(), StringComparison.Ordinal);
    }

    [Theory]
    [Trait("Acceptance", "11")]
    [InlineData(4090)]
    [InlineData(4095)]
    [InlineData(4096)]
    public async Task A_secret_at_the_cut_is_removed_completely(int before)
    {
        Service.Script = Scripts.Always(ApiCall.ListTasks, Behavior.Status(404, new string('x', before) + AppSecret, "text/html"));
        await ErrorAsync(Connect(), recorder: _recorder);
        Assert.DoesNotContain("x" + AppSecret[..1], _recorder.Debug.Last(), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Acceptance", "11")]
    public async Task A_new_token_is_removed_from_the_text_of_its_renewal()
    {
        Service.Script = Scripts.FirstOf(
            Scripts.On(ApiCall.ListTasks, 1, Behavior.Status(401)),
            Scripts.Always(
                ApiCall.RefreshSession,
                Behavior.Body("""{"accessToken":"Bearer+brand-new\u002Btoken","refresh_token" : "another","code":0,"msg":"success"}""")));
        await ErrorAsync(Connect(TokenOf(sessionId: SessionId)), recorder: _recorder);
        string text = string.Join('\n', _recorder.Debug);
        Assert.Contains("\nx-session-id: ***\n", text, StringComparison.Ordinal);
        Assert.Contains("""{"accessToken":"***","refresh_token" : "***","code":0,"msg":"success"}""", text, StringComparison.Ordinal);
        Assert.DoesNotContain("brand-new", text, StringComparison.Ordinal);
        Assert.DoesNotContain(SessionId, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"mobile":"13800138000","name":"Li"}""", """{"mobile":"***","name":"Li"}""")]
    [InlineData("""{"mobile" : 13800138000,"name":"Li"}""", """{"mobile" : ***,"name":"Li"}""")]
    [InlineData(
        """{"msg":"{\"mobile\":\"13800138000\",\"userToken\":\"a b,c\"}"}""", """{"msg":"{\"mobile\":\"***\",\"userToken\":\"***\"}"}""")]
    [InlineData("""{"appSecret":"a\\b","tokens":["x"],"code":0}""", """{"appSecret":"***","tokens":["x"],"code":0}""")]
    public async Task Members_with_secrets_or_personal_data_are_removed(string body, string shown)
    {
        Service.Script = Scripts.Always(ApiCall.ListTasks, Behavior.Status(404, body, Json));
        await ErrorAsync(Connect(), recorder: _recorder);
        Assert.EndsWith("\n\n" + shown, _recorder.Debug.Last(), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Acceptance", "11")]
    public async Task Headers_with_secrets_are_removed()
    {
        Service.Script = Scripts.Always(ApiCall.ListTasks, Behavior.Status(
            302, ("Set-Cookie", "Authorization=fresh; Path=/"),
            ("Location", "https://sso.example.com/login?ticket=fresh"), ("X-Other", "kept")));
        await ErrorAsync(Connect(), recorder: _recorder);
        string text = _recorder.Debug.Last();
        Assert.DoesNotContain("fresh", text, StringComparison.Ordinal);
        Assert.Contains("\nLocation: https://sso.example.com/login?***", text, StringComparison.Ordinal);
        Assert.Contains("\nX-Other: kept", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Control_characters_are_not_shown()
    {
        Service.Script = Scripts.Always(ApiCall.ListTasks, Behavior.Status(404, "a\u001b[31mb\u0007\r\n\tc", "text/plain"));
        await ErrorAsync(Connect(), recorder: _recorder);
        Assert.EndsWith("a [31mb  \n\tc", _recorder.Debug.Last(), StringComparison.Ordinal);
    }
}
