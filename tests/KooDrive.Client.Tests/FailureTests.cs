using System;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using KooDrive.Client.Tasks;
using KooDrive.Sandbox;
using KooDrive.TestServer;

namespace KooDrive.Client.Tests;

/// <summary>The error kinds of responses, and the texts of errors.</summary>
public sealed class FailureTests : ClientTest
{
    private const string Html = "<html><body>Sign in</body></html>";

    [Theory]
    [InlineData(400, "", KooDriveErrorKind.ServiceError)]
    [InlineData(400, Html, KooDriveErrorKind.ServiceError)]
    [InlineData(400, """{"code":"APIGW.0301","msg":"Incorrect IAM authentication information."}""", KooDriveErrorKind.AuthenticationFailed)]
    [InlineData(400, """{"code":13000102,"msg":"m"}""", KooDriveErrorKind.ServiceError)]
    [InlineData(401, "", KooDriveErrorKind.AuthenticationFailed)]
    [InlineData(401, Html, KooDriveErrorKind.AuthenticationFailed)]
    [InlineData(403, "", KooDriveErrorKind.AccessDenied)]
    [InlineData(403, """{"code":13000410,"msg":"m"}""", KooDriveErrorKind.AccessDenied)]
    [InlineData(404, "", KooDriveErrorKind.ServiceError)]
    [InlineData(400, """{"code":"APIGW.0106","msg":"m"}""", KooDriveErrorKind.ServiceError)]
    [InlineData(400, """{"code":"APIGW.0308","msg":"m"}""", KooDriveErrorKind.ServiceError)]
    [InlineData(404, """{"code":"APIGW.0101","msg":"m"}""", KooDriveErrorKind.ServiceError)]
    [InlineData(407, "", KooDriveErrorKind.ConnectionFailed)]
    [InlineData(408, "", KooDriveErrorKind.ServiceUnavailable)]
    [InlineData(410, "", KooDriveErrorKind.ServiceError)]
    [InlineData(429, """{"code":"APIGW.0308","msg":"m"}""", KooDriveErrorKind.Throttled)]
    [InlineData(500, "", KooDriveErrorKind.ServiceUnavailable)]
    [InlineData(500, """{"code":"13000201","msg":"m"}""", KooDriveErrorKind.ServiceError)]
    [InlineData(501, "", KooDriveErrorKind.ServiceError)]
    [InlineData(502, Html, KooDriveErrorKind.ServiceUnavailable)]
    [InlineData(503, """{"code":"APIGW.0201","msg":"m"}""", KooDriveErrorKind.ServiceUnavailable)]
    [InlineData(504, "", KooDriveErrorKind.ServiceUnavailable)]
    [InlineData(301, Html, KooDriveErrorKind.InvalidResponse)]
    [InlineData(302, "", KooDriveErrorKind.InvalidResponse)]
    [InlineData(304, "", KooDriveErrorKind.InvalidResponse)]
    [InlineData(308, "", KooDriveErrorKind.InvalidResponse)]
    [InlineData(200, """{"code":13000101,"msg":"m"}""", KooDriveErrorKind.ServiceError)]
    [InlineData(200, """{"code":"13000201","msg":"m","taskList":[]}""", KooDriveErrorKind.ServiceError)]
    [InlineData(200, """{"code":"13000410","msg":"m"}""", KooDriveErrorKind.AccessDenied)]
    [InlineData(200, """{"code":13000309,"msg":"m"}""", KooDriveErrorKind.ServiceError)]
    [InlineData(200, """{"code":0,"msg":"Success."}""", KooDriveErrorKind.InvalidResponse)]
    [InlineData(200, """{"msg":"m"}""", KooDriveErrorKind.InvalidResponse)]
    [InlineData(200, "{}", KooDriveErrorKind.InvalidResponse)]
    [InlineData(200, Html, KooDriveErrorKind.InvalidResponse)]
    [InlineData(204, "", KooDriveErrorKind.InvalidResponse)]
    public async Task A_response_to_the_first_page_has_its_error_kind(int status, string body, KooDriveErrorKind kind)
    {
        Service.Script = Scripts.Always(ApiCall.ListTasks, Behavior.Status(status, body, body.Length > 0 ? "application/json" : null));
        var error = await ErrorAsync(Connect(maximumRetryTime: TimeSpan.Zero));
        Assert.Equal(kind, error.Kind);
        Assert.Equal(status, (int?)error.HttpStatusCode);
        AssertComplete(error);
    }

    [Theory]
    [InlineData(400, """{"code":13000102,"msg":"m"}""", KooDriveErrorKind.CursorRejected)]
    [InlineData(400, """{"code":"13000101","msg":"m"}""", KooDriveErrorKind.CursorRejected)]
    [InlineData(400, "", KooDriveErrorKind.CursorRejected)]
    [InlineData(404, """{"code":13000309,"msg":"m"}""", KooDriveErrorKind.CursorRejected)]
    [InlineData(410, "", KooDriveErrorKind.CursorRejected)]
    [InlineData(200, """{"code":13000102,"msg":"m"}""", KooDriveErrorKind.CursorRejected)]
    [InlineData(200, """{"code":"13000309","msg":"m"}""", KooDriveErrorKind.CursorRejected)]
    [InlineData(400, """{"code":"APIGW.0301","msg":"m"}""", KooDriveErrorKind.AuthenticationFailed)]
    [InlineData(400, """{"code":13000301,"msg":"m"}""", KooDriveErrorKind.ServiceError)]
    [InlineData(404, """{"code":"APIGW.0101","msg":"m"}""", KooDriveErrorKind.ServiceError)]
    [InlineData(403, "", KooDriveErrorKind.AccessDenied)]
    [InlineData(200, """{"code":13000201,"msg":"m"}""", KooDriveErrorKind.ServiceError)]
    [Trait("Acceptance", "6")]
    public async Task A_response_to_a_cursor_has_its_error_kind(int status, string body, KooDriveErrorKind kind)
    {
        Service.Script = Scripts.On(ApiCall.ListTasks, 3, Behavior.Status(status, body, "application/json"));
        var error = await ErrorAsync(Connect(), new TaskQuery { PageSize = 50 });
        Assert.Equal(kind, error.Kind);
        Assert.Equal(100, error.TasksReturned);
        Assert.Equal(3, Service.RequestCount);
        AssertComplete(error);

        // A rejected cursor is in the text, but not a cursor to continue from.
        bool isRejected = kind == KooDriveErrorKind.CursorRejected;
        Assert.Equal(isRejected ? null : Service.Requests[2].Cursor, error.Cursor);
        Assert.Equal(isRejected, error.Summary.Contains($"'{Service.Requests[2].Cursor}'", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(ResponseShape.Table)]
    [InlineData(ResponseShape.Example)]
    [Trait("Acceptance", "6")]
    public async Task An_unknown_cursor_is_rejected(ResponseShape shape)
    {
        var service = await StartAsync(TestService.Options(shape: shape));
        var error = await ErrorAsync(Connect(endpoint: service.Endpoint), new TaskQuery { Cursor = "1" });
        Assert.Equal(KooDriveErrorKind.CursorRejected, error.Kind);
        Assert.Equal((0, null), (error.TasksReturned, error.Cursor));
        Assert.Contains("'1'", error.Summary, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Acceptance", "6")]
    public async Task A_listing_that_breaks_at_page_37_of_100_has_the_cursor_of_the_rest()
    {
        Service.Pages = PagePlan.OfCounts([.. Enumerable.Repeat(100, 100)]);
        Service.Script = request => request.CallNumber >= 37 ? Behavior.Reset : null;
        using var client = Connect();
        var broken = await ListAsync(client);
        Assert.NotNull(broken.Error);
        Assert.Equal(KooDriveErrorKind.ConnectionFailed, broken.Error.Kind);
        Assert.Equal(3600, broken.Error.TasksReturned);
        Assert.Equal(3600, broken.Ids.Count());
        Assert.Contains(
            $"Items output before this error: 3600. Cursor to continue from: '{broken.Error.Cursor}'.",
            broken.Error.Message,
            StringComparison.Ordinal);
        AssertComplete(broken.Error);

        Service.Script = null;
        var rest = await IdsAsync(client, new TaskQuery { Cursor = broken.Error.Cursor });
        Assert.Equal(Service.Pages.Tasks.Select(task => task.TaskId), broken.Ids.Concat(rest));
    }

    [Fact]
    [Trait("Acceptance", "11")]
    public async Task A_redirect_is_not_followed_and_its_location_not_shown()
    {
        var elsewhere = await StartAsync(TestService.Options());
        Service.Script = Scripts.Always(
            ApiCall.ListTasks, Behavior.Status(302, Html, "text/html", ("Location", elsewhere.Endpoint + "sign-in?ticket=canary")));
        var error = await ErrorAsync(Connect());
        Assert.Equal(KooDriveErrorKind.InvalidResponse, error.Kind);
        Assert.Contains("redirect", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
        Assert.Equal((1, 0), (Service.RequestCount, elsewhere.RequestCount));
    }

    [Fact]
    public async Task A_message_of_the_service_is_shortened_to_one_line()
    {
        string novel = "line\none\u0007\t" + new string('x', 2000);
        Service.Script = Scripts.Always(
            ApiCall.ListTasks, Behavior.Body($$"""{"code":"18000205","msg":{{System.Text.Json.JsonSerializer.Serialize(novel)}}}"""));
        var error = await ErrorAsync(Connect());
        Assert.Equal("18000205", error.ServiceCode);
        Assert.StartsWith("line one  xxx", error.ServiceMessage, StringComparison.Ordinal);
        Assert.Equal(501, error.ServiceMessage?.Length);
        Assert.Contains("code 18000205, message \"line one", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.ServiceMessage!);
    }

    private void AssertComplete(KooDriveException error)
    {
        Assert.Equal(Service.Requests[^1].Header("X-Traceid"), error.TraceId);
        Assert.Equal(Clock.GetUtcNow(), error.Time);
        Assert.NotNull(error.TasksReturned);
        Assert.Null(error.RecommendedAction);
        Assert.Equal(error.Description, error.Message);
        Assert.StartsWith(error.Summary, error.Description, StringComparison.Ordinal);
        string time = error.Time!.Value.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        Assert.Contains($"Trace id: {error.TraceId}, {time}.", error.Description.Split(Environment.NewLine));
        Assert.DoesNotContain("certificate", error.Message, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("skip", error.Message, StringComparison.OrdinalIgnoreCase);
        if (error.HttpStatusCode is { } status)
            Assert.Contains($"HTTP {(int)status}", error.Description, StringComparison.Ordinal);
        if (error.ServiceCode is { } code)
            Assert.Contains("code " + code, error.Description, StringComparison.Ordinal);
    }
}
