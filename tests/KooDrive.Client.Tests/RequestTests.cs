using System;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using KooDrive.Client.Authentication;
using KooDrive.Client.Tasks;
using KooDrive.Sandbox;
using KooDrive.TestServer;

namespace KooDrive.Client.Tests;

/// <summary>The requests as they are sent.</summary>
public sealed class RequestTests : ClientTest
{
    // As the service's gateway does. A client that kept it would be treated as a browser, or as another user.
    private static Behavior SetsCookie => Behavior.From("set a cookie", exchange => exchange.SendAsync(new SandboxResponse(
        exchange.Response.StatusCode,
        [.. exchange.Response.Headers, new("Set-Cookie", "Authorization=another; Path=/")],
        exchange.Response.Body)));

    private protected override SandboxOptions ServiceOptions =>
        TestService.Options(tokens: [UserToken, "abc+def/ghi==", "Bearer x-1", "AT x-2", "bearer+x-3"]);

    [Fact]
    public async Task Every_request_has_the_headers_of_the_reference()
    {
        Service.Script = _ => SetsCookie;
        await IdsAsync(Connect(language: "zh-CN"));
        Assert.Equal(3, Service.RequestCount);
        Assert.All(Service.Requests, request =>
        {
            Assert.Equal("GET", request.Method);
            Assert.Equal("/koodrive/ose/v1/task/list", request.Path);
            Assert.Equal(UserId, request.Header("X-User-Id"));
            Assert.Equal("zh-CN", request.Header("language"));
            Assert.Equal("application/json", request.Header("Accept"));
            Assert.Equal(Service.Endpoint.Authority, request.Header("Host"));
            Assert.Matches("^[0-9A-F]{58}$", request.Header("X-Traceid"));
            Assert.Matches("^KooDrive/[0-9]+[.][0-9]+[.][0-9]+$", request.Header("User-Agent"));
            Assert.True(DateTimeOffset.TryParseExact(
                request.Header("X-Date"), RequestSigner.DateFormat,
                CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date));
            Assert.InRange(request.Time - date, TimeSpan.Zero, TimeSpan.FromSeconds(2));
            Assert.Null(request.Header("Cookie"));
        });
        Assert.Equal(3, Service.Requests.Select(request => request.Header("X-Traceid")).Distinct().Count());
    }

    [Theory]
    [InlineData(UserToken, "Bearer+token-1")]
    [InlineData("Bearer+token-1", "Bearer+token-1")]
    [InlineData("  token-1 ", "Bearer+token-1")]
    [InlineData("abc+def/ghi==", "Bearer+abc+def/ghi==")]
    [InlineData("Bearer x-1", "Bearer x-1")]
    [InlineData("AT x-2", "AT x-2")]
    public async Task A_token_is_sent_with_its_scheme_or_that_of_the_reference(string token, string header)
    {
        Assert.Equal(250, (await IdsAsync(Connect(TokenOf(token)))).Length);
        Assert.All(Service.Requests, request => Assert.Equal(header, request.Header("Authorization")));
    }

    [Fact]
    public async Task A_signature_is_accepted_over_an_IPv6_address()
    {
        Assert.SkipUnless(Socket.OSSupportsIPv6, "This computer has no IPv6.");
        await using var service = await FakeService.StartAsync(ServiceOptions, Clock, address: IPAddress.IPv6Loopback);
        Assert.Equal("[::1]", service.Endpoint.Host);
        Assert.Equal(AllIds, await IdsAsync(Connect(endpoint: service.Endpoint)));
        Assert.All(service.Requests, request =>
        {
            Assert.Equal($"[::1]:{service.Endpoint.Port}", request.Header("Host"));
            AssertSigned(request);
        });
    }

    [Fact]
    public async Task A_signature_with_a_port_is_accepted_by_a_second_implementation()
    {
        var query = new TaskQuery { Status = [TaskStatus.Success, TaskStatus.Failed], TaskType = TaskType.Transfer, PageSize = 40 };
        Assert.NotEmpty(await IdsAsync(Connect(), query));
        Assert.NotEqual(80, Service.Endpoint.Port);
        Assert.All(Service.Requests, AssertSigned);
    }

    [Theory]
    [InlineData("abc+/=&ä 中")]
    [InlineData("!*'()~;:@,?#[]{}|\\^`\"<>")]
    [InlineData("123456789012345678901234567890")]
    [InlineData("%2F%zz%")]
    [InlineData("𝄞\u0001\u007F")]
    [InlineData("..")]
    [Trait("Acceptance", "6")]
    public async Task A_cursor_with_any_characters_is_returned_unchanged(string cursor)
    {
        Service.Pages = PagePlan.OfPages((2, cursor), (3, null));
        Assert.Equal(Service.Pages.Tasks.Select(task => task.TaskId), await IdsAsync(Connect()));
        Assert.Equal([null, cursor], Service.Requests.Select(request => request.Cursor));
        Assert.All(Service.Requests, AssertSigned);
    }

    [Fact]
    public async Task Query_parameters_have_the_order_of_the_signature()
    {
        var query = new TaskQuery
        {
            Cursor = "7 8",
            PageSize = 9,
            Status = [TaskStatus.Failed, TaskStatus.New, TaskStatus.Failed, (TaskStatus)17],
            TaskType = TaskType.BatchImport,
        };
        await ErrorAsync(Connect(), query);
        Assert.Equal("?pageCursor=7%208&pageSize=9&status=3&status=0&status=17&taskType=1", Service.Requests[0].RawQuery);
    }

    [Fact]
    public async Task A_query_without_filters_has_only_the_page_size()
    {
        await IdsAsync(Connect(), new TaskQuery { Cursor = string.Empty, Limit = 1 });
        Assert.Equal("?pageSize=1", Assert.Single(Service.Requests).RawQuery);
    }

    [Theory]
    [InlineData("用户")]
    [InlineData("1505\r\nX-Evil: 1")]
    [InlineData(" ")]
    public void A_value_that_no_header_can_have_is_refused_by_the_constructor(string text)
    {
        Assert.Throws<ArgumentException>(() => Connect(userId: text));
        Assert.Throws<ArgumentException>(() => Connect(language: text));
        Assert.Throws<ArgumentException>(() => TokenOf(text));
        Assert.Throws<ArgumentException>(() => TokenOf(sessionId: text));
        Assert.Throws<ArgumentException>(() => App(text, "x"));
    }

    [Fact]
    public void A_refused_secret_is_not_quoted()
    {
        var error = Assert.Throws<ArgumentException>(() => TokenOf("canary\r\n"[..6] + "\n" + "canary"));
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
    }

    private static void AssertSigned(RecordedRequest request) =>
        Assert.Equal(request.AppAuthorization, request.Header("Authorization"));
}
