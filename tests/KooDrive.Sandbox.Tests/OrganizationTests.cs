using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using KooDrive.TestServer;
using Microsoft.Extensions.Time.Testing;

namespace KooDrive.Sandbox.Tests;

public sealed class OrganizationTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 9, 14, 25, 36, TimeSpan.Zero));

    [Theory]
    [InlineData(ResponseShape.Table, "data")]
    [InlineData(ResponseShape.Example, "list")]
    public void Users_are_listed_by_offset_and_limit(ResponseShape shape, string list)
    {
        var caller = Open(shape);
        var users = Offsets(caller, "/userList?", list, limit: 7).ToArray();
        Assert.Equal(60, users.Select(user => Text(user, "userId")).Distinct().Count());
        Assert.All(users, user => Assert.Matches("^[0-9]{19}$", Text(user, "userId")));
        Assert.All(users, user => Assert.Equal(
            ["name", "userId", "deptId", "deptName", "mobile", "role", "status", "id"],
            user.EnumerateObject().Select(member => member.Name)));
        Assert.Equal(
            users.Select(user => user.GetRawText()),
            Offsets(Open(shape), "/userList?", list, limit: 100).Select(user => user.GetRawText()));
        Assert.Equal(
            shape == ResponseShape.Table ? JsonValueKind.String : JsonValueKind.Number,
            caller.Get("/userList?offset=0&limit=1").GetProperty("code").ValueKind);
    }

    [Fact]
    public void Users_own_the_sample_tasks()
    {
        var service = new SandboxService(TestService.Options(), _clock);
        var caller = new Caller(service, _clock);
        var names = Offsets(caller, "/userList?", "data", 100).ToDictionary(user => Text(user, "userId"), user => Text(user, "name"));
        Assert.Contains(UserId, names.Keys);
        foreach (var task in service.Tasks.Where(task => task.TaskName!.StartsWith("Handover of ", StringComparison.Ordinal)
            && !task.TaskName.Contains("mailbox", StringComparison.Ordinal)))
            Assert.StartsWith($"Handover of {names[task.UserId!]} to ", task.TaskName, StringComparison.Ordinal);
        Assert.All(
            service.Tasks,
            task => Assert.Equal(names[task.UserId!], Text(caller.Get("/users/" + task.UserId).GetProperty("data"), "name")));
    }

    [Theory]
    [InlineData(",")]
    [InlineData("\"")]
    [InlineData("王")]
    [InlineData("=")]
    public void User_names_test_escaping(string text) =>
        Assert.Contains(Offsets(Open(), "/userList?", "data", 100), user => Text(user, "name").Contains(text, StringComparison.Ordinal));

    [Fact]
    public void Users_are_found_by_name_and_department()
    {
        var caller = Open();
        var all = Offsets(caller, "/userList?", "data", 100).ToArray();
        Assert.Equal(
            all.Where(user => Text(user, "name").Contains("anna", StringComparison.Ordinal)).Select(user => Text(user, "userId")),
            Offsets(caller, "/userList?keyWord=ANNA&", "data", 2).Select(user => Text(user, "userId")));

        var team = Offsets(caller, "/space/departmentList?", "departments", 100).ElementAt(1);
        string[] within = [Text(team, "deptId"), .. Offsets(caller, "/space/departmentList?", "departments", 100)
            .Where(department => Text(department, "parentId") == Text(team, "deptId")).Select(department => Text(department, "deptId"))];
        Assert.True(within.Length > 1);
        Assert.Equal(
            all.Where(user => within.Contains(Text(user, "deptId"))).Select(user => Text(user, "userId")),
            Offsets(caller, $"/userList?deptId={within[0]}&", "data", 100).Select(user => Text(user, "userId")));
        Assert.Equal(
            all.Where(user => Text(user, "deptId") == within[0]).Select(user => Text(user, "userId")),
            Offsets(caller, $"/userList?deptId={within[0]}&isDirect=true&", "data", 100).Select(user => Text(user, "userId")));
    }

    [Theory]
    [InlineData("/userList")]
    [InlineData("/userList?offset=0")]
    [InlineData("/userList?limit=1")]
    [InlineData("/userList?offset=-1&limit=1")]
    [InlineData("/userList?offset=0&limit=0")]
    [InlineData("/userList?offset=0&limit=101")]
    [InlineData("/userList?offset=0&limit=1&isDirect=yes")]
    [InlineData("/userList?offset=0&limit=1&keyword=a")]
    [InlineData("/space/departmentList?offset=0")]
    [InlineData("/userGroups?pageSize=0")]
    [InlineData("/userGroups?pageCursor=1")]
    public void Lists_refuse_invalid_parameters(string target) => Assert.Equal(400, Open().Send("GET", Caller.Root + target).StatusCode);

    [Fact]
    public void Lists_are_empty_after_their_end()
    {
        Assert.Empty(Open().Get("/userList?offset=60&limit=10").GetProperty("data").EnumerateArray());
        Assert.Empty(Open().Get("/userList?offset=9000000000000&limit=10").GetProperty("data").EnumerateArray());
    }

    [Fact]
    public void Users_are_created_when_they_are_requested()
    {
        var caller = new Caller(new SandboxService(TestService.Options(userCount: SandboxOptions.MaximumUserCount), _clock), _clock);
        var last = caller.Get("/userList?offset=9999999&limit=100").GetProperty("data").EnumerateArray().Single();
        Assert.Equal(Text(last, "name"), Text(caller.Get("/users/" + Text(last, "userId")).GetProperty("data"), "name"));
    }

    [Theory]
    [InlineData(ResponseShape.Table, 404)]
    [InlineData(ResponseShape.Example, 200)]
    public void Unknown_ids_are_refused(ResponseShape shape, int status)
    {
        foreach (string target in new[] { "/users/1", "/users/1395497048157130880", "/task/dstUserInfo/1" })
        {
            var response = Open(shape).Send("GET", Caller.Root + target);
            Assert.Equal(status, response.StatusCode);
            Assert.Equal("13000309", Caller.Json(response).GetProperty("code").ToString());
        }
    }

    [Fact]
    public void Departments_are_listed_with_a_total()
    {
        var departments = Offsets(Open(), "/space/departmentList?", "departments", 10).ToArray();
        Assert.Equal(departments.Length, Open().Get("/space/departmentList?offset=5&limit=1").GetProperty("total").GetInt32());
        Assert.Equal(departments.Length, departments.Select(department => Text(department, "deptId")).Distinct().Count());
        Assert.Contains(departments, department => Text(department, "deptName").Contains(", ", StringComparison.Ordinal));
        Assert.Contains(departments, department => Text(department, "deptName").Contains('"', StringComparison.Ordinal));
        Assert.All(
            departments.Skip(1),
            department => Assert.Contains(departments, parent => Text(parent, "deptId") == Text(department, "parentId")));
    }

    [Theory]
    [InlineData(ResponseShape.Table, JsonValueKind.String)]
    [InlineData(ResponseShape.Example, JsonValueKind.Number)]
    public void User_groups_are_listed_by_cursor(ResponseShape shape, JsonValueKind kind)
    {
        var caller = Open(shape);
        var pages = new List<JsonElement>();
        string? cursor = null;
        do
        {
            pages.Add(caller.Get("/userGroups?pageSize=10" + (cursor is null ? string.Empty : "&pageCursor=" + cursor)));
            cursor = Caller.Cursor(pages[^1]);
        }
        while (cursor is not null);

        Assert.Equal([10, 10, 5], pages.Select(page => page.GetProperty("userGroupList").GetArrayLength()));
        Assert.Equal(kind, pages[0].GetProperty("nextCursor").ValueKind);
        var groups = pages.SelectMany(page => page.GetProperty("userGroupList").EnumerateArray()).ToArray();
        Assert.All(groups, group => Assert.Equal(kind, group.GetProperty("groupId").ValueKind));
        Assert.Equal(25, groups.Select(group => group.GetProperty("groupId").ToString()).Distinct().Count());
        Assert.Contains(groups, group => IsLostInDouble(group.GetProperty("groupId").ToString()));

        static bool IsLostInDouble(string id) =>
            ((long)double.Parse(id, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture) != id;
    }

    [Fact]
    public void User_group_can_be_created_renamed_and_deleted()
    {
        var caller = Open();
        string id = Text(caller.Post("/userGroups", """{"groupName":"新项目"}"""), "groupId");
        Assert.Equal("新项目", Names()[id]);
        Assert.Equal(200, caller.Send("PUT", $"{Caller.Root}/userGroups/{id}", """{"groupName":"other"}""").StatusCode);
        Assert.Equal("other", Names()[id]);
        Assert.Equal(200, caller.Send("DELETE", $"{Caller.Root}/userGroups/{id}").StatusCode);
        Assert.DoesNotContain(id, Names().Keys);
        Assert.Equal(404, caller.Send("DELETE", $"{Caller.Root}/userGroups/{id}").StatusCode);
        Assert.Equal(404, caller.Send("PUT", $"{Caller.Root}/userGroups/x", """{"groupName":"other"}""").StatusCode);
        Assert.Equal(400, caller.Send("POST", Caller.Root + "/userGroups", "{}").StatusCode);
        Assert.Equal(400, caller.Send("POST", Caller.Root + "/userGroups", "[]").StatusCode);

        Dictionary<string, string> Names() => caller.Get("/userGroups").GetProperty("userGroupList").EnumerateArray()
            .ToDictionary(group => Text(group, "groupId"), group => Text(group, "groupName"));
    }

    [Fact]
    public void Recipient_of_a_created_handover_is_its_destination()
    {
        var caller = Open();
        string destination = Text(caller.Get("/userList?offset=20&limit=1").GetProperty("data")[0], "userId");
        foreach (string to in new[] { "2", destination })
        {
            caller.Post("/task/create", $$"""{"taskType":0,"srcUserId":"1","dstUserId":"{{to}}"}""");
            Assert.Equal(to, Text(caller.Get("/task/dstUserInfo/1"), "id"));
        }

        Assert.Equal(
            Text(caller.Get("/users/" + destination).GetProperty("data"), "name"), Text(caller.Get("/task/dstUserInfo/1"), "name"));
        caller.Post("/task/create", """{"taskType":0,"srcUserId":"1","dstUserId":"unknown"}""");
        Assert.Equal(destination, Text(caller.Get("/task/dstUserInfo/1"), "id"));
    }

    [Fact]
    public void Recipient_of_a_sample_handover_is_its_destination()
    {
        var service = new SandboxService(TestService.Options(), _clock);
        var caller = new Caller(service, _clock);
        foreach (string source in service.Tasks.Select(task => task.UserId!).Distinct())
        {
            string recipient = Text(caller.Get("/task/dstUserInfo/" + source), "id");
            Assert.Contains(service.Tasks, task => task.InitParams == $$"""{"srcUserId":"{{source}}","dstUserId":"{{recipient}}"}""");
        }
    }

    private static IEnumerable<JsonElement> Offsets(Caller caller, string target, string list, int limit)
    {
        for (int offset = 0; ; offset += limit)
        {
            JsonElement[] page = [.. caller.Get($"{target}offset={offset}&limit={limit}").GetProperty(list).EnumerateArray()];
            foreach (var item in page)
                yield return item;
            if (page.Length < limit)
                yield break;
        }
    }

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetString() ?? string.Empty;

    private Caller Open(ResponseShape shape = ResponseShape.Table) =>
        new(new SandboxService(TestService.Options(shape: shape), _clock), _clock);
}
