using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using KooDrive.Client.Organization;
using KooDrive.Sandbox;
using KooDrive.TestServer;

namespace KooDrive.Client.Tests;

/// <summary>Lists with offsets follow the rules of all listings.</summary>
public sealed class UserTests : ClientTest
{
    private protected override SandboxOptions ServiceOptions => TestService.Options(taskCount: 20, userCount: 250);

    [Theory]
    [InlineData(ResponseShape.Table)]
    [InlineData(ResponseShape.Example)]
    public async Task Every_user_is_returned_once_in_both_shapes_of_the_reference(ResponseShape shape)
    {
        var service = await StartAsync(TestService.Options(shape: shape, userCount: 250));
        var users = await ListAsync(Connect(endpoint: service.Endpoint), new UserQuery());
        Assert.Equal(250, users.Select(user => user.UserId).Distinct().Count());
        Assert.Equal(["0", "100", "200"], service.Requests.Select(request => request.Query["offset"].Single()));
        var first = users[0];
        Assert.Equal(
            ("1505084218764547200", "sandbox.admin", UserRole.SuperAdministrator, "emp-000000"),
            (first.UserId, first.Name, first.Role, first.ExternalId));
        Assert.All(users, user => Assert.NotNull(user.DepartmentId + user.DepartmentName + user.Mobile + user.Status));
    }

    [Fact]
    public async Task A_full_page_is_followed_by_another_request()
    {
        Service.Script = request => Page(request, request.Query["offset"].Single() == "0" ? 100 : 0, total: null);
        Assert.Equal(100, (await ListAsync(Connect(), new UserQuery())).Count);
        Assert.Equal(2, Service.RequestCount);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(7)]
    [InlineData(100)]
    public async Task A_total_does_not_end_a_listing_after_a_full_page(int total)
    {
        Service.Script = request => Page(request, request.Query["offset"].Single() == "0" ? 100 : 20, total);
        Assert.Equal(120, (await ListAsync(Connect(), new UserQuery())).Count);
    }

    [Fact]
    public async Task A_short_page_before_the_total_does_not_end_the_listing()
    {
        Service.Script = request => Page(request, request.Query["offset"].Single() == "0" ? 60 : 20, total: 80);
        Assert.Equal(80, (await ListAsync(Connect(), new UserQuery())).Count);
        Assert.Equal(["0", "60"], Service.Requests.Select(request => request.Query["offset"].Single()));
    }

    [Fact]
    [Trait("Acceptance", "3")]
    public async Task A_repeated_page_ends_the_listing_after_one_more_request()
    {
        byte[] page = Encoding.UTF8.GetBytes(Json(0, 100, total: null));
        Service.Script = _ => Behavior.Body(page);
        var outcome = await OutcomeAsync(Connect(), new UserQuery());
        Assert.Equal(100, outcome.Values.Count());
        Assert.Equal(KooDriveErrorKind.CursorLoop, outcome.Error?.Kind);
        Assert.Equal(100, outcome.Error?.TasksReturned);
        Assert.Equal(2, Service.RequestCount);
    }

    [Fact]
    [Trait("Acceptance", "6")]
    public async Task A_broken_listing_is_resumed_with_exactly_the_rest()
    {
        Service.Script = request => request.Query["offset"].Contains("200") ? Behavior.Status(403) : null;
        var client = Connect();
        var broken = await OutcomeAsync(client, new UserQuery());
        Assert.Equal((200, "offset=200"), (broken.Values.Count(), broken.Error?.Cursor));
        Service.Script = null;
        var rest = await ListAsync(client, new UserQuery { Cursor = broken.Error!.Cursor });
        Assert.Equal(250, broken.Values.Concat(rest).Select(user => user.UserId).Distinct().Count());
        Assert.Equal(50, rest.Count);
    }

    [Fact]
    public async Task Skipped_users_are_not_requested()
    {
        var users = await ListAsync(Connect(), new UserQuery { Skip = 240, Cursor = "5" });
        Assert.Equal(5, users.Count);
        Assert.Equal("245", Assert.Single(Service.Requests).Query["offset"].Single());
    }

    [Fact]
    public async Task A_limited_listing_requests_only_the_missing_users()
    {
        Assert.Equal(130, (await ListAsync(Connect(), new UserQuery { Limit = 130 })).Count);
        Assert.Equal(["100", "30"], Service.Requests.Select(request => request.Query["limit"].Single()));
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("-1")]
    [InlineData("offset=")]
    [InlineData("1723549107000.5")]
    public async Task A_cursor_that_is_not_an_offset_is_refused_without_a_request(string cursor)
    {
        var outcome = await OutcomeAsync(Connect(), new UserQuery { Cursor = cursor });
        Assert.Equal(KooDriveErrorKind.CursorRejected, outcome.Error?.Kind);
        Assert.Equal(0, Service.RequestCount);
    }

    [Fact]
    public async Task Filters_are_sent_with_every_page()
    {
        string departmentId = (await ListAsync(Connect(), new UserQuery { Limit = 3 }))[2].DepartmentId!;
        var users = await ListAsync(Connect(), new UserQuery { DepartmentId = departmentId, IsDirect = true, PageSize = 2, Keyword = "." });
        Assert.NotEmpty(users);
        Assert.All(users, user => Assert.Equal(departmentId, user.DepartmentId));
        Assert.All(Service.Requests.Skip(1), request => Assert.Equal(
            (departmentId, "true", "."),
            (request.Query["deptId"].Single(), request.Query["isDirect"].Single(), request.Query["keyWord"].Single())));
    }

    [Theory]
    [InlineData("""{"list":[{"userId":"1"}],"data":[{"userId":"1"}],"code":0}""", 1)]
    [InlineData("""{"list":[{"userId":"1"}],"data":[],"code":0}""", 1)]
    [InlineData("""{"data":null,"code":"0"}""", 0)]
    [InlineData("""{"list":[{"userId":1,"role":"7","status":null,"news":[{}]}]}""", 1)]
    public async Task Every_form_of_the_reference_is_read(string body, int count)
    {
        Service.Script = _ => Behavior.Body(body);
        Assert.Equal(count, (await ListAsync(Connect(), new UserQuery())).Count);
    }

    [Theory]
    [InlineData("""{"list":[{"userId":"1"}],"data":[{"userId":"2"}],"code":0}""")]
    [InlineData("""{"list":[{"userId":"1","userId":"2"}],"code":0}""")]
    [InlineData("""{"list":[],"list":[],"code":0}""")]
    [InlineData("""{"list":[["a"]],"code":0}""")]
    [InlineData("""{"list":{},"code":0}""")]
    [InlineData("""{"code":0}""")]
    [InlineData("""{"list":[]}{}""")]
    [InlineData("<html>")]
    [InlineData("")]
    [Trait("Acceptance", "25")]
    public async Task A_response_that_is_not_a_list_of_users_is_refused(string body)
    {
        Service.Script = _ => Behavior.Body(body);
        Assert.Equal(KooDriveErrorKind.InvalidResponse, (await OutcomeAsync(Connect(), new UserQuery())).Error?.Kind);
    }

    [Theory]
    [InlineData(ResponseShape.Table, 404)]
    [InlineData(ResponseShape.Example, 200)]
    public async Task An_unknown_user_has_its_own_reason(ResponseShape shape, int status)
    {
        var service = await StartAsync(TestService.Options(shape: shape));
        var error = await Assert.ThrowsAsync<KooDriveException>(() =>
            Connect(endpoint: service.Endpoint).GetUserAsync("4711", cancellationToken: Stop));
        Assert.Equal((KooDriveErrorKind.ServiceError, KooDriveErrorReason.UserMissing), (error.Kind, error.Reason));
        Assert.Equal((status, "13000309"), ((int)error.HttpStatusCode!, error.ServiceCode));
        Assert.Contains("'4711'", error.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_has_the_values_of_the_response()
    {
        var listed = (await ListAsync(Connect(), new UserQuery { Limit = 8 }))[7];
        var user = await Connect().GetUserAsync(listed.UserId!, cancellationToken: Stop);
        Assert.Equal(JsonSerializer.Serialize(listed), JsonSerializer.Serialize(user));
    }

    [Theory]
    [InlineData("""{"data":{"userId":"4712"},"code":0}""")]
    [InlineData("""{"data":null,"code":0}""")]
    [InlineData("""{"data":[],"code":0}""")]
    [InlineData("""{"code":0}""")]
    [Trait("Acceptance", "25")]
    public async Task A_response_about_another_user_is_refused(string body)
    {
        Service.Script = _ => Behavior.Body(body);
        var error = await Assert.ThrowsAsync<KooDriveException>(() => Connect().GetUserAsync("4711", cancellationToken: Stop));
        Assert.Equal(KooDriveErrorKind.InvalidResponse, error.Kind);
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    public async Task An_id_that_would_name_another_resource_is_not_sent(string id)
    {
        var client = Connect();
        var user = await Assert.ThrowsAsync<KooDriveException>(() => client.GetUserAsync(id, cancellationToken: Stop));
        var recipient = await Assert.ThrowsAsync<KooDriveException>(() => client.GetTransferRecipientAsync(id, cancellationToken: Stop));
        Assert.Equal((KooDriveErrorReason.UserMissing, KooDriveErrorReason.RecipientMissing), (user.Reason, recipient.Reason));
        Assert.Equal(0, Service.RequestCount);
    }

    [Fact]
    public async Task The_recipient_of_a_transfer_is_returned()
    {
        string[] ids = [.. (await ListAsync(Connect(), new UserQuery { Limit = 2 })).Select(user => user.UserId!)];
        var client = Connect();
        await client.CreateTaskAsync(Tasks.CreateTaskRequest.Transfer(ids[0], ids[1]), cancellationToken: Stop);
        var recipient = await client.GetTransferRecipientAsync(ids[0], cancellationToken: Stop);
        Assert.Equal((ids[0], ids[1]), (recipient.SourceUserId, recipient.UserId));
        var error = await Assert.ThrowsAsync<KooDriveException>(() => client.GetTransferRecipientAsync("4711", cancellationToken: Stop));
        Assert.Equal((KooDriveErrorKind.ServiceError, KooDriveErrorReason.RecipientMissing), (error.Kind, error.Reason));
    }

    [Fact]
    [Trait("Acceptance", "28")]
    public async Task A_401_for_the_users_does_not_end_the_session()
    {
        Service.Script = Scripts.Always(ApiCall.ListUsers, Behavior.Status(401, """{"code":13000101,"msg":"no"}""", "application/json"));
        var client = Connect(TokenOf());
        var error = (await OutcomeAsync(client, new UserQuery())).Error;
        Assert.Equal((KooDriveErrorKind.AuthenticationFailed, KooDriveErrorReason.NotAuthorized), (error?.Kind, error?.Reason));
        Assert.NotEmpty(await IdsAsync(client));
    }

    [Fact]
    [Trait("Acceptance", "25")]
    public async Task A_mutated_response_is_read_as_it_is_or_refused()
    {
        byte[] seed = Encoding.UTF8.GetBytes(Json(0, 3, total: 3));
        string[] pieces =
        [
            "{", "}", "[", "]", ",", "\"", "null", "1e9",
            "\"list\":[],", "\"data\":null,", "\"userId\":\"9\",", "\"code\":7,", "\\ud800",
        ];
        var random = new Random(20_261_124);
        byte[] body = seed;
        using var client = Connect(
            endpoint: new Uri("http://localhost"), maximumRetryTime: TimeSpan.Zero, handler: new StubHandler(() => body));
        int read = 0;
        for (int round = 0; round < 5000; round++)
        {
            byte[] piece = Encoding.UTF8.GetBytes(pieces[random.Next(pieces.Length)]);
            int at = random.Next(seed.Length);
            int end = Math.Min(seed.Length, at + random.Next(12));
            body = random.Next(3) switch
            {
                0 => [.. seed[..at], .. piece, .. seed[at..]],
                1 => [.. seed[..at], .. seed[end..]],
                _ => [.. seed[..at], (byte)random.Next(256), .. seed[end..]],
            };
            var outcome = await OutcomeAsync(client, new UserQuery { Limit = 3 });
            if (outcome.Error is not null)
            {
                Assert.Contains(
                    outcome.Error.Kind, (KooDriveErrorKind[])[KooDriveErrorKind.InvalidResponse, KooDriveErrorKind.ServiceError]);
                continue;
            }

            read++;
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            string[] expected = [.. new[] { "list", "data" }
                .Where(name =>
                    root.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array && list.GetArrayLength() > 0)
                .Take(1).SelectMany(name => root.GetProperty(name).EnumerateArray()).Take(3)
                .Select(user => user.TryGetProperty("userId", out var id) ? id.ToString() : string.Empty)];
            Assert.Equal(expected, outcome.Values.Take(expected.Length).Select(user => user.UserId ?? string.Empty));
        }

        Assert.InRange(read, 100, 4900);
    }

    private static string Json(int offset, int count, int? total)
    {
        var users = Enumerable.Range(offset, count).Select(number => $$"""{"userId":"{{number}}","name":"n{{number}}","role":1}""");
        return $$"""{"list":[{{string.Join(',', users)}}]{{(total is null ? "" : ",\"total\":" + total)}},"code":0,"msg":"ok"}""";
    }

    private static Behavior Page(RecordedRequest request, int count, int? total) =>
        Behavior.Body(Json(int.Parse(request.Query["offset"].Single(), CultureInfo.InvariantCulture), count, total));

    private async Task<List<KooDriveUser>> ListAsync(KooDriveClient client, UserQuery query)
    {
        var outcome = await OutcomeAsync(client, query);
        Assert.Null(outcome.Error);
        return [.. outcome.Values];
    }

    private Task<ListingOutcome<KooDriveUser>> OutcomeAsync(KooDriveClient client, UserQuery query) =>
        ListingOutcome.OfAsync(client.ListUsersAsync(query, cancellationToken: Stop));
}
