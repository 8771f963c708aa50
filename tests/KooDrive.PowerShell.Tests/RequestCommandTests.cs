using System;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Numerics;
using System.Text;
using System.Text.Json;
using KooDrive.TestServer;

namespace KooDrive.PowerShell.Tests;

/// <summary>Invoke-KooDriveRequest over HTTP.</summary>
public sealed class RequestCommandTests : ServiceTests
{
    [Fact]
    public void A_response_is_complete_with_all_digits()
    {
        Respond("""
            {"id":1534087020903704704,"large":12345678901234567890123,"small":-9223372036854775809,"half":1.5,
             "when":"2024-08-12T07:22:33.000Z","yes":true,"nothing":null,
             "deep":{"list":[1,[2],{"a":"b"}],"empty":{}},"code":0,"msg":"ok"}
            """);
        Connect();
        var response = Assert.Single(Shell.Run("Invoke-KooDriveRequest any").Clean().Output)!;
        Assert.Equal(1534087020903704704L, response.Properties["id"].Value);
        Assert.Equal(BigInteger.Parse("12345678901234567890123", CultureInfo.InvariantCulture), response.Properties["large"].Value);
        Assert.Equal(BigInteger.Parse("-9223372036854775809", CultureInfo.InvariantCulture), response.Properties["small"].Value);
        Assert.Equal(1.5, response.Properties["half"].Value);
        Assert.Equal("2024-08-12T07:22:33.000Z", response.Properties["when"].Value);
        Assert.Equal(true, response.Properties["yes"].Value);
        Assert.Null(response.Properties["nothing"].Value);
        Shell["r"] = response;
        Assert.Equal("b", Shell.Run("$r.deep.list[2].a").Single<string>());
        Assert.Equal(
            "id large small half when yes nothing deep code msg", Shell.Run("\"$($r.psobject.Properties.Name)\"").Single<string>());
    }

    [Theory]
    [InlineData("""{"value":1}""")]
    [InlineData("""{"value":1,"code":null}""")]
    [InlineData("""{"value":1,"code":"0"}""")]
    public void A_code_may_be_missing(string body)
    {
        Respond(body);
        Connect();
        Assert.Equal(1L, Shell.Run("(Invoke-KooDriveRequest any).value").Single<long>());
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    public void An_empty_response_is_a_success_without_output(string body)
    {
        Respond(body);
        Connect();
        Assert.Empty(Shell.Run("Invoke-KooDriveRequest any; Invoke-KooDriveRequest any -Method DELETE -Confirm:$false").Clean().Output);
        Service.Script = _ => Behavior.Status(204);
        Assert.Empty(Shell.Run("Invoke-KooDriveRequest any -Method DELETE -Confirm:$false").Clean().Output);
    }

    [Theory]
    [Trait("Acceptance", "25")]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""{"a":1,"A":2}""")]
    [InlineData("""{"x":{"b":1,"b":2}}""")]
    [InlineData("""{"":1}""")]
    [InlineData("""{"a":1e999}""")]
    [InlineData("""{"a":1}{}""")]
    [InlineData("""{"a":1""")]
    [InlineData("<html>")]
    [InlineData("""{"a":"\ud800"}""")]
    public void A_response_that_is_not_JSON_or_not_an_object_is_refused(string body)
    {
        Respond(body);
        Connect();
        Assert.StartsWith(
            "InvalidResponse,", Shell.Run("Invoke-KooDriveRequest any").Error().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(body, Shell.Run("Invoke-KooDriveRequest any -Raw").Single<string>());
    }

    [Fact]
    [Trait("Acceptance", "25")]
    public void Hostile_responses_neither_hang_nor_crash()
    {
        string nested = string.Concat(Enumerable.Repeat("{\"a\":", 100_000)) + "1" + new string('}', 100_000);
        string number = "{\"a\":" + new string('9', 1_000_000) + "}";
        Connect();
        foreach (string body in (string[])[nested, number, "[" + nested + "]", "{\"list\":[" + number + "],\"code\":0}"])
        {
            Respond(body);
            var result = Shell.Run("Invoke-KooDriveRequest any -ErrorAction SilentlyContinue; Invoke-KooDriveRequest any -All");
            Assert.StartsWith("InvalidResponse,", result.Errors[^1].FullyQualifiedErrorId, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_failure_in_the_envelope_is_an_error_with_the_path_as_target()
    {
        Respond("""{"code":13000301,"msg":"no space"}""");
        Connect();
        foreach (string parameters in (string[])["", "-Raw", "-All"])
        {
            var error = Shell.Run("Invoke-KooDriveRequest spaces " + parameters).Error();
            Assert.Equal("ServiceError,KooDrive.PowerShell.Cmdlets.InvokeKooDriveRequestCommand", error.FullyQualifiedErrorId);
            Assert.Contains("13000301", error.ToString(), StringComparison.Ordinal);
        }

        Assert.Equal("/koodrive/ose/v1/spaces", Shell.Run("Invoke-KooDriveRequest spaces").Error().TargetObject);
    }

    [Theory]
    [InlineData("userGroups", 25, 1)]
    [InlineData("userGroups -PageSize 7", 25, 4)]
    [InlineData("userGroups -Query @{ pageSize = 10 }", 25, 3)]
    [InlineData("userGroups -ItemProperty userGroupList", 25, 1)]
    [InlineData("space/departmentList", 33, 2)]
    [InlineData("space/departmentList?offset=30", 3, 1)]
    [InlineData("userList -Query @{ offset = 0; limit = 7 }", 60, 9)]
    [InlineData("userList -Query @{ limit = 60 }", 60, 2)]
    [InlineData("/koodrive/ose/v1/task/list?status=3", -1, 3)]
    public void All_follows_cursors_and_counts_offsets(string parameters, int count, int requests)
    {
        Connect();
        var result = Shell.Run($"Invoke-KooDriveRequest {parameters} -All").Clean();
        Assert.Equal(count < 0 ? Service.Engine.Tasks.Count(task => task.Status == TaskStatus.Failed) : count, result.Output.Count);
        Assert.Equal(
            result.Output.Count,
            result.Output.Select(item => string.Join(' ', item!.Properties.Select(property => property.Value))).Distinct().Count());
        Assert.Equal(requests, Service.RequestCount);
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public void A_total_beyond_the_page_is_followed_by_offset()
    {
        Service.Script = request =>
        {
            int offset = int.Parse(request.Query["offset"].FirstOrDefault() ?? "0", CultureInfo.InvariantCulture);
            return Behavior.Body(
                $$"""{"rows":[{{string.Join(',', Enumerable.Range(offset, Math.Min(10, 25 - offset)))}}],"total":25,"code":0}""");
        };
        Connect();
        Assert.Equal(
            Enumerable.Range(0, 25).Select(number => (object)(long)number),
            Shell.Run("Invoke-KooDriveRequest rows -All").Clean().Output.Select(item => item!.BaseObject));
        Assert.Equal(3, Service.RequestCount);
    }

    [Fact]
    [Trait("Acceptance", "3")]
    public void A_repeated_cursor_or_page_ends_the_listing()
    {
        Service.Script = request => Behavior.Body($$"""{"list":[{{request.Number}}],"nextCursor":{{(request.Number % 2) + 1}},"code":0}""");
        Connect();
        var result = Shell.Run("Invoke-KooDriveRequest any -All");
        Assert.StartsWith("CursorLoop,", result.Error().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(3, result.Output.Count);

        Respond("""{"list":[1,2,3],"total":9,"code":0}""");
        result = Shell.Run("Invoke-KooDriveRequest any -All");
        Assert.StartsWith("CursorLoop,", result.Error().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(3, result.Output.Count);
    }

    [Fact]
    [Trait("Acceptance", "4")]
    public void Empty_pages_before_the_end_do_not_end_the_listing()
    {
        string[] bodies =
        [
            """{"list":null,"nextCursor":"a"}""",
            """{"list":[1],"nextCursor":"b"}""",
            """{"nextCursor":"c"}""",
            """{"list":[],"nextCursor":"d"}""",
            """{"list":[2,3]}""",
        ];
        Service.Script = request => Behavior.Body(bodies[request.Number - 1]);
        Connect();
        Assert.Equal([1L, 2L, 3L], Shell.Run("Invoke-KooDriveRequest any -All").Clean().Output.Select(item => (long)item!.BaseObject));
    }

    [Fact]
    public void A_listing_continues_where_it_ended()
    {
        Connect();
        foreach (string call in (string[])["userGroups", "space/departmentList", "userList -Query @{ offset = 0 }"])
        {
            int all = Shell.Run($"Invoke-KooDriveRequest {call} -All").Clean().Output.Count;
            var first = Shell.Run($"Invoke-KooDriveRequest {call} -First 10 -CursorVariable next").Clean();
            var rest = Shell.Run($"Invoke-KooDriveRequest {call} -All -Cursor $next").Clean();
            Assert.Empty(first.Warnings);
            Assert.Equal((10, all - 10), (first.Output.Count, rest.Output.Count));
        }
    }

    [Fact]
    [Trait("Acceptance", "2")]
    public void An_incomplete_listing_warns_once()
    {
        Connect();
        string cursor = Assert.Single(Shell.Run("Invoke-KooDriveRequest userGroups?pageSize=5").Clean().Warnings);
        Assert.Contains("-All", cursor, StringComparison.Ordinal);
        var items = Shell.Run("Invoke-KooDriveRequest userGroups -ItemProperty userGroupList -PageSize 5 -CursorVariable next").Clean();
        Assert.Equal(5, items.Output.Count);
        Assert.Contains("5 items", Assert.Single(items.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"a":[1],"b":[2],"code":0}""", "", "a, b")]
    [InlineData("""{"a":[1],"b":[2],"code":0}""", "-ItemProperty c", "a, b")]
    [InlineData("""{"a":1,"code":0}""", "", "does not contain the requested list")]
    [InlineData("""[1,2]""", "", "does not contain the requested list")]
    public void An_unclear_list_is_an_error_that_names_the_lists(string body, string parameters, string expected)
    {
        Respond(body);
        Connect();
        var error = Shell.Run("Invoke-KooDriveRequest any -All " + parameters).Error();
        Assert.StartsWith("InvalidResponse,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(expected, error.ToString(), StringComparison.Ordinal);
        Assert.Contains("-ItemProperty", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://elsewhere.example/koodrive/ose/v1/userList")]
    [InlineData("//elsewhere.example/koodrive")]
    [InlineData("../x")]
    [InlineData("users/%2e%2e/x")]
    [InlineData("a#b")]
    [InlineData("a\\b")]
    [InlineData("userList -Body @{ a = 1 }")]
    [InlineData("userList -Method POST -All")]
    [InlineData("userList -Query @{ limit = 'many' } -All")]
    [InlineData("userList -Query @{ a = @{ b = 1 } }")]
    [InlineData("userList -Query @{ id = [double]1534087020903704704 }")]
    [InlineData("x -Method POST -Body 'no json'")]
    [InlineData("x -Method POST -Body @{ a = [double]::NaN }")]
    [InlineData("x -Method POST -Body $circle")]
    [InlineData("x -Method POST -Body @{ s = [securestring]::new() }")]
    public void Invalid_parameters_end_the_command_without_a_request(string parameters)
    {
        Connect();
        var error = Shell.Run($$"""
            $circle = @{}; $circle.a = @{ b = $circle }
            try { Invoke-KooDriveRequest {{parameters}} -Confirm:$false } catch { $_ }
            """).Single<ErrorRecord>();
        Assert.Equal("InvalidArgument,KooDrive.PowerShell.Cmdlets.InvokeKooDriveRequestCommand", error.FullyQualifiedErrorId);
        Assert.Equal(0, Service.RequestCount);
    }

    [Fact]
    public void Query_values_are_the_same_in_every_culture_and_the_signature_is_right()
    {
        Connect(); // As an app: the service checks the signature.
        Respond("{}", checks: true);
        Shell.Run("""
            $q = [ordered]@{
              status = 2, 3; flag = $true; off = [switch]$false; none = $null; text = 'a b&c=d+é中'
              half = 1.5; big = [bigint]12345678901234567890
              day = [datetime]::new(2026, 1, 2, 3, 4, 5, [DateTimeKind]::Utc); type = [KooDrive.TaskType]::BatchImport
            }
            Invoke-KooDriveRequest 'task/list?z=1&status=9' -Query $q
            """).Clean();
        Assert.Equal(
            "z=1&status=2&status=3&flag=true&off=false&text=a%20b%26c%3Dd%2B%C3%A9%E4%B8%AD&half=1.5&big=12345678901234567890"
            + "&day=2026-01-02T03%3A04%3A05.000Z&type=1",
            Assert.Single(Service.Requests).RawQuery.TrimStart('?'));
    }

    [Fact]
    public void Bodies_are_JSON_as_the_service_writes_it()
    {
        Respond("{}");
        Connect();
        Shell.Run("""
            $body = [ordered]@{
              name = '中"é'; ids = 1534087020903704704, '7'; flag = $true; none = $null; type = [KooDrive.TaskType]::BatchImport
              when = [datetime]::new(2026, 1, 2, 3, 4, 5, [DateTimeKind]::Utc); half = 1.5; money = 1.10d
              inner = [pscustomobject]@{ a = @(); b = @{} }; big = [bigint]12345678901234567890123
            }
            Invoke-KooDriveRequest any -Method POST -Body $body
            Invoke-KooDriveRequest any -Method PUT -Body '{ "a" : 1 }'
            Invoke-KooDriveRequest any -Method POST -Body @(1, @{ b = 2 })
            """).Clean();
        Assert.Equal(
            [
                """{"name":"中\"é","ids":[1534087020903704704,"7"],"flag":true,"none":null,"type":1"""
                + ""","when":"2026-01-02T03:04:05.000Z","half":1.5,"money":1.10,"inner":{"a":[],"b":{}},"big":12345678901234567890123}""",
                """{ "a" : 1 }""",
                """[1,{"b":2}]""",
            ],
            Service.Requests.Select(request => Encoding.UTF8.GetString(request.Body)));
    }

    [Fact]
    [Trait("Acceptance", "19")]
    public void WhatIf_sends_nothing()
    {
        Connect();
        var result = Shell.Run("""
            Invoke-KooDriveRequest userGroups/1 -Method DELETE -WhatIf
            Invoke-KooDriveRequest userGroups -Method POST -Body @{ groupName = 'x' } -WhatIf
            """);
        Assert.Empty(result.Output);
        Assert.Equal(0, Service.RequestCount);
    }

    [Theory]
    [Trait("Acceptance", "19")]
    [InlineData("userGroups/1 -Method DELETE", "DELETE /koodrive/ose/v1/userGroups/1")]
    [InlineData("userGroups -Method POST -Body @{ groupName = 'x' }", "POST /koodrive/ose/v1/userGroups")]
    public void The_confirmation_names_call_endpoint_and_user(string arguments, string call)
    {
        Connect();
        string line = Shell.Run($"Invoke-KooDriveRequest {arguments} -Confirm:$false -Verbose").Verbose[0];
        AssertConfirms(line, call);
    }

    [Fact]
    public void DELETE_is_confirmed_unless_Confirm_is_false()
    {
        Connect();

        // The host has no prompts: the confirmation is an error, and nothing is sent.
        Assert.NotNull(Shell.Run("Invoke-KooDriveRequest userGroups/1 -Method DELETE").Failure());
        Assert.Equal(0, Service.RequestCount);
        Shell.Run("Invoke-KooDriveRequest userGroups/1620000000000000001 -Method DELETE -Confirm:$false").Clean();
        Shell.Run("& { $ConfirmPreference = 'None'; Invoke-KooDriveRequest userGroups/1620000000016777260 -Method DELETE }").Clean();
        Shell.Run("Invoke-KooDriveRequest userGroups -Method POST -Body @{ groupName = 'x' }").Clean();
        Assert.Equal(3, Service.RequestCount);
    }

    [Theory]
    [Trait("Acceptance", "27")]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public void A_change_that_may_have_happened_is_sent_once_with_unknown_outcome(string method)
    {
        Service.Script = request => request.Number switch
        {
            1 => Behavior.Truncate(12),
            2 => Behavior.Status(500),
            _ => Behavior.Body("""{"code":13000201,"msg":"internal"}"""),
        };
        Connect();
        for (int number = 1; number <= 3; number++)
        {
            var error = Shell.Run($"Invoke-KooDriveRequest userGroups/x -Method {method} -Confirm:$false").Error();
            Assert.StartsWith("OutcomeUnknown,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Contains("GET request", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
            Assert.Equal(number, Service.RequestCount);
        }
    }

    [Fact]
    public void GET_is_retried()
    {
        Service.Script = request => request.Number == 1 ? Behavior.Status(503, ("Retry-After", "0")) : null;
        Connect();
        Assert.Equal(25, Shell.Run("Invoke-KooDriveRequest userGroups -All").Clean().Output.Count);
        Assert.Equal(2, Service.RequestCount);
    }

    [Fact]
    [Trait("Acceptance", "28")]
    public void A_401_for_one_resource_does_not_end_the_session()
    {
        Service.Script = request => request.Path.EndsWith("/secret", StringComparison.Ordinal)
            ? Behavior.Status(401, """{"code":13000101,"msg":"no"}""", "application/json")
            : null;
        Shell.Run(ConnectToken()).Clean();
        Assert.StartsWith(
            "AuthenticationFailed,",
            Shell.Run("Invoke-KooDriveRequest files/secret").Error().FullyQualifiedErrorId,
            StringComparison.Ordinal);
        Assert.NotEmpty(Shell.Run("Get-KooDriveTask -First 1").Clean().Output);
    }

    [Fact]
    public void Objects_of_changing_shapes_keep_their_members_in_order()
    {
        Respond("""{"list":[{"a":1,"b":2},{"a":3},{"b":4,"a":5},{"a":6,"c":7,"b":8},{"A":9},{}],"code":0}""");
        Connect();
        var result = Shell.Run("Invoke-KooDriveRequest any -All").Clean();
        Assert.Equal(
            ["a=1 b=2", "a=3", "b=4 a=5", "a=6 c=7 b=8", "A=9", ""],
            result.Output.Select(item => string.Join(' ', item!.Properties.Select(property => $"{property.Name}={property.Value}"))));
    }

    // The next page may be fetched ahead: the consumer gets its own page.
    [Fact]
    public void Items_are_output_page_by_page()
    {
        Connect();
        var result = Shell.Run("Invoke-KooDriveRequest userGroups?pageSize=5 -All | Select-First 3").Clean();
        Assert.Equal(3, result.Output.Count);
        Assert.Equal(1, Service.RequestCount);
    }

    // The same bytes as read by JsonDocument.
    [Fact]
    [Trait("Acceptance", "25")]
    public void A_mutated_response_is_read_as_it_is_or_refused()
    {
        const string Seed =
            """{"list":[{"a":1,"b":"x","c":[null,true,1.5]},{"a":12345678901234567890,"b":"y"}],"total":2,"code":0,"msg":"ok"}""";
        string[] pieces =
        [
            "{", "}", "[", "]", ",", ":", "\"", "1e3", "null", "\"a\":", "\"A\":2,", "\"code\":7,", "-", "0", "\\u00e9", "\\ud800",
        ];
        var random = new Random(20_261_124);
        Connect();
        int read = 0;
        for (int round = 0; round < 600; round++)
        {
            int at = random.Next(Seed.Length);
            int end = Math.Min(Seed.Length, at + random.Next(8));
            string body = Seed[..at] + (random.Next(3) > 0 ? pieces[random.Next(pieces.Length)] : "") + Seed[end..];
            Respond(body);
            var result = Shell.Run("Invoke-KooDriveRequest any");
            if (result.Errors.Count > 0)
            {
                string id = Assert.Single(result.Errors).FullyQualifiedErrorId;
                Assert.True(
                    id.StartsWith("InvalidResponse,", StringComparison.Ordinal) || id.StartsWith("ServiceError,", StringComparison.Ordinal),
                    body);
                continue;
            }

            read++;
            using var document = JsonDocument.Parse(body);
            AssertIs(document.RootElement, result.Output[0]);
        }

        Assert.InRange(read, 50, 550);
    }

    private static void AssertIs(JsonElement expected, object? actual)
    {
        object? value = actual is PSObject { BaseObject: not PSCustomObject } wrapper ? wrapper.BaseObject : actual;
        switch (expected.ValueKind)
        {
            case JsonValueKind.Object:
                var properties = Assert.IsType<PSObject>(value).Properties.ToArray();
                var members = expected.EnumerateObject().ToArray();
                Assert.Equal(members.Select(member => member.Name), properties.Select(property => property.Name));
                for (int i = 0; i < members.Length; i++)
                    AssertIs(members[i].Value, properties[i].Value);
                break;
            case JsonValueKind.Array:
                object?[] items = Assert.IsType<object?[]>(value);
                Assert.Equal(expected.GetArrayLength(), items.Length);
                for (int i = 0; i < items.Length; i++)
                    AssertIs(expected[i], items[i]);
                break;
            case JsonValueKind.Number when !expected.GetRawText().AsSpan().ContainsAny(".eE"):
                Assert.Equal(
                    BigInteger.Parse(expected.GetRawText(), CultureInfo.InvariantCulture),
                    value is long number ? number : Assert.IsType<BigInteger>(value));
                break;
            case JsonValueKind.Number:
                Assert.Equal(expected.GetDouble(), value);
                break;
            case JsonValueKind.String:
                Assert.Equal(expected.GetString(), value);
                break;
            default:
                Assert.Equal(expected.ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null }, value);
                break;
        }
    }

    private void Respond(string body, bool checks = false) => Service.Script = request =>
        checks && Service.Engine.Check(request.Request) is { } refusal ? Behavior.Status(refusal.StatusCode) : Behavior.Body(body);
}
