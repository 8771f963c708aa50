using System;
using System.Linq;
using System.Text;
using System.Text.Json;
using KooDrive.Client.Json;
using KooDrive.Client.Paging;

namespace KooDrive.Client.Tests;

/// <summary>The forms of a page that the API reference allows, and others.</summary>
public sealed class ReaderTests
{
    private const string ExampleOfTheReference =
        """
        {"taskListDtos":[
        {"taskId":"1486254586942472064","taskName":"ceshi1111","taskType":0,"status":2,"createTime":"2024-08-12T07:22:33.000Z"},
        {"taskId":"1486368980720435072","taskName":"ceshi4","taskType":0,"status":2,"createTime":"2024-08-12T11:09:50.000Z"}
        ],"nextCursor":1723549107000,"code":0,"msg":"Success."}
        """;

    public static MatrixTheoryData<string, string, string> Shapes => new(
        ["taskList", "taskListDtos"],
        ["\"code\":0,", "\"code\":\"0\",", ""],
        ["\"nextCursor\":1723549107000,", "\"nextCursor\":\"1723549107000\",", "\"nextCursor\":null,", "\"nextCursor\":\"\",", ""]);

    public static TheoryData<string, string?> Times => new()
    {
        { "\"2024-08-12T07:22:33.000Z\"", "2024-08-12T07:22:33.0000000+00:00" },
        { "\"2024-08-12T07:22:33Z\"", "2024-08-12T07:22:33.0000000+00:00" },
        { "\"2024-08-12T07:22:33.1234567Z\"", "2024-08-12T07:22:33.1234567+00:00" },
        { "\"2024-08-12T07:22:33\"", "2024-08-12T07:22:33.0000000+00:00" },
        { "\"2024-08-12T07:22:33.5\"", "2024-08-12T07:22:33.5000000+00:00" },
        { "\"2024-08-12 07:22:33\"", "2024-08-12T07:22:33.0000000+00:00" },
        { "\"2024-08-12T07:22\"", "2024-08-12T07:22:00.0000000+00:00" },
        { "\"2024-08-12\"", "2024-08-12T00:00:00.0000000+00:00" },
        { "\"2024-08-12T15:22:33.000+08:00\"", "2024-08-12T07:22:33.0000000+00:00" },
        { "\"2024-08-12T15:22:33.000+0800\"", "2024-08-12T07:22:33.0000000+00:00" },
        { "\"2024-08-11T23:52:33-07:30\"", "2024-08-12T07:22:33.0000000+00:00" },
        { "\"0001-01-01T00:00:00+00:00\"", "0001-01-01T00:00:00.0000000+00:00" },
        { "\"9999-12-31T23:59:59Z\"", "9999-12-31T23:59:59.0000000+00:00" },
        { "\"2024-11-03T05:30:00+00:00\"", "2024-11-03T05:30:00.0000000+00:00" },
        { "\"\"", null },
        { "null", null },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_mixture_of_the_two_shapes_is_read(string list, string code, string cursor)
    {
        var response = Read($$"""{"{{list}}":[{"taskId":"1"},{"taskId":"2"}],{{cursor}}{{code}}"msg":"Success."}""");
        Assert.True(response.IsSuccess);
        Assert.Equal(["1", "2"], response.Value!.Items.Select(task => task.TaskId));
        Assert.Equal(cursor.Contains('1') ? "1723549107000" : null, response.Value.NextCursor);
    }

    [Fact]
    public void The_example_of_the_reference_is_read()
    {
        var page = ReadPage(ExampleOfTheReference);
        Assert.Equal("1723549107000", page.NextCursor);
        Assert.Equal(["1486254586942472064 ceshi1111", "1486368980720435072 ceshi4"], page.Items.Select(task => task.ToString()));
        Assert.All(page.Items, task => Assert.Equal((TaskType.Transfer, TaskStatus.Success), (task.TaskType, task.Status)));
        Assert.Equal(new DateTimeOffset(2024, 8, 12, 7, 22, 33, TimeSpan.Zero), page.Items[0].CreateTime);
    }

    [Fact]
    public void Every_field_of_a_task_is_read()
    {
        var task = ReadTask("""
            {"taskId":"1","taskName":"n \"q\" 中\u4e2d","taskType":1,"tenantId":"t","userId":"u","status":3,"initParams":"{\"a\":1}",
            "locale":"SG","resultCode":"18000205","createTime":"2024-08-12T07:22:33.000Z",
            "startTime":"2024-08-12T07:22:34.000Z","endTime":"2024-08-12T07:22:35.000Z"}
            """);
        Assert.Equal(
            ("1", "n \"q\" 中中", TaskType.BatchImport, "t", "u", TaskStatus.Failed, "{\"a\":1}", "SG", "18000205"),
            (task.TaskId, task.TaskName, task.TaskType, task.TenantId, task.UserId, task.Status,
                task.InitParams, task.Locale, task.ResultCode));
        Assert.Equal([33, 34, 35], ((DateTimeOffset?[])[task.CreateTime, task.StartTime, task.EndTime]).Select(time => time!.Value.Second));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""
        {"taskId":null,"taskName":null,"taskType":null,"tenantId":null,"userId":null,"status":null,
        "initParams":null,"locale":null,"resultCode":null,"createTime":null,"startTime":null,"endTime":null}
        """)]
    [InlineData("""{"taskType":"","status":"","createTime":"","startTime":"","endTime":""}""")]
    [InlineData("""{"TaskId":"1","STATUS":2,"more":{"taskId":"1","deep":[[[{}]]]},"taskIds":["1"]}""")]
    public void Missing_fields_are_null(string json)
    {
        var task = ReadTask(json);
        Assert.All(
            (object?[])[task.TaskId, task.TaskName, task.TaskType, task.TenantId, task.UserId, task.Status, task.InitParams, task.Locale,
                task.ResultCode, task.CreateTime, task.StartTime, task.EndTime],
            Assert.Null);
    }

    [Theory]
    [InlineData("17", 17)]
    [InlineData("-1", -1)]
    [InlineData("\"2\"", 2)]
    [InlineData("\"-7\"", -7)]
    [InlineData("2147483647", int.MaxValue)]
    public void Unknown_numbers_of_enumerations_are_kept(string json, int number)
    {
        var task = ReadTask($$"""{"taskType":{{json}},"status":{{json}}}""");
        Assert.Equal((number, number), ((int)task.TaskType!.Value, (int)task.Status!.Value));
    }

    [Fact]
    public void A_number_for_a_text_keeps_its_digits()
    {
        var task = ReadTask("""{"taskId":1486254586942472064123,"tenantId":1,"userId":1.50,"resultCode":18000205,"taskName":7}""");
        Assert.Equal(
            ("1486254586942472064123", "1", "1.50", "18000205", "7"),
            (task.TaskId, task.TenantId, task.UserId, task.ResultCode, task.TaskName));
    }

    [Theory]
    [MemberData(nameof(Times))]
    public void Times_without_an_offset_are_UTC(string json, string? expected)
    {
        var task = ReadTask($$"""{"createTime":{{json}}}""");
        Assert.Equal(expected, task.CreateTime?.ToString("o", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("\"2147483648\"", "status")]
    [InlineData("2147483648", "status")]
    [InlineData("1.5", "status")]
    [InlineData("true", "status")]
    [InlineData("\"Success\"", "status")]
    [InlineData("[2]", "status")]
    [InlineData("{}", "taskType")]
    [InlineData("true", "taskId")]
    [InlineData("[]", "taskName")]
    [InlineData("{}", "tenantId")]
    [InlineData("1723549107000", "createTime")]
    [InlineData("\"yesterday\"", "createTime")]
    [InlineData("\"12:00\"", "createTime")]
    [InlineData("\"08/12/2024\"", "createTime")]
    [InlineData("\"2024\"", "createTime")]
    [InlineData("\"2024-13-12T07:22:33Z\"", "startTime")]
    [InlineData("\"2024-08-12T25:00:00Z\"", "endTime")]
    [InlineData("\"0001-01-01T00:00:00+08:00\"", "endTime")]
    [InlineData("\"\\ud800\"", "taskName")]
    [InlineData("\"\\ud800\"", "locale")]
    [Trait("Acceptance", "25")]
    public void A_field_of_another_type_is_refused(string json, string field) =>
        AssertRefused($$"""{"taskList":[{"{{field}}":{{json}}}],"code":0}""");

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("0")]
    [InlineData("{")]
    [InlineData("""{"taskList":[]}}""")]
    [InlineData("""{"taskList":[]} {}""")]
    [InlineData("""{"taskList":[],}""")]
    [InlineData("""{"taskList":[]/*comment*/}""")]
    [InlineData("""{"taskList":{}}""")]
    [InlineData("""{"taskList":"[]"}""")]
    [InlineData("""{"taskList":[null]}""")]
    [InlineData("""{"taskList":[1]}""")]
    [InlineData("""{"taskList":[[]]}""")]
    [InlineData("""{"taskList":[],"nextCursor":{}}""")]
    [InlineData("""{"taskList":[],"nextCursor":[1]}""")]
    [InlineData("""{"taskList":[],"nextCursor":true}""")]
    [InlineData("""{"taskList":[],"nextCursor":"\ud800"}""")]
    [InlineData("""{"taskList":[],"code":false}""")]
    [InlineData("""{"taskList":[],"code":{}}""")]
    [InlineData("""{"taskList":[],"msg":[]}""")]
    [InlineData("""{"taskList":[],"taskList":[]}""")]
    [InlineData("""{"taskList":[],"nextCursor":1,"nextCursor":1}""")]
    [InlineData("""{"taskList":[],"nextCursor":1,"next\u0043ursor":2}""")]
    [InlineData("""{"taskList":[],"code":0,"code":1}""")]
    [InlineData("""{"taskList":[{"taskId":"1","taskId":"2"}]}""")]
    [InlineData("""{"taskList":[{"status":1,"status":1}]}""")]
    [InlineData("""{"taskList":[{"taskId":"1"}],"taskListDtos":[{"taskId":"2"}]}""")]
    [Trait("Acceptance", "25")]
    public void A_response_that_is_not_a_page_is_refused(string json) => AssertRefused(json);

    [Theory]
    [InlineData("""{"code":0,"msg":"Success."}""")]
    [InlineData("""{"code":0,"tasks":[]}""")]
    public void A_response_without_a_list_has_no_value(string json) => Assert.Null(Read(json).Value);

    [Theory]
    [InlineData("""{"taskList":null,"code":0}""", 0)]
    [InlineData("""{"taskList":[],"taskListDtos":null}""", 0)]
    [InlineData("""{"taskList":null,"taskListDtos":[{"taskId":"1"}]}""", 1)]
    [InlineData("""{"taskList":[{"taskId":"1"}],"taskListDtos":[{"taskId":"1"}]}""", 1)]
    [InlineData("""{"extra":{"taskList":[1,2,3],"code":5},"taskList":[{"taskId":"1"}],"code":0}""", 1)]
    [InlineData("\r\n\t {\"taskList\" : [ { } ] } \n", 1)]
    public void Harmless_deviations_are_read(string json, int count) => Assert.Equal(count, ReadPage(json).Items.Count);

    [Theory]
    [InlineData(60, true)]
    [InlineData(70, false)]
    [InlineData(100_000, false)]
    [Trait("Acceptance", "25")]
    public void Nesting_has_a_limit(int depth, bool isRead)
    {
        string json = $$"""{"taskList":[],"x":{{new string('[', depth)}}{{new string(']', depth)}}}""";
        if (isRead)
            Assert.Empty(ReadPage(json).Items);
        else
            AssertRefused(json);
    }

    [Fact]
    [Trait("Acceptance", "25")]
    public void Every_truncation_of_a_page_is_refused()
    {
        byte[] whole = Encoding.UTF8.GetBytes(ExampleOfTheReference);
        for (int length = 0; length < whole.Length; length++)
            AssertRefused(whole.AsSpan(0, length));
    }

    [Fact]
    public void Texts_that_repeat_within_a_listing_are_one_string()
    {
        var reader = new TaskPageReader();
        var tasks = Enumerable.Range(0, 2).SelectMany(_ => reader.Read(Encoding.UTF8.GetBytes(
            """
            {"taskList":[
            {"tenantId":"t-1","userId":"u","locale":"SG","resultCode":"18"},
            {"tenantId":"t-1","userId":"u","locale":"SG","resultCode":"18"}]}
            """))
            .Value!.Items).ToArray();
        Assert.Equal(4, tasks.Length);
        Assert.All(tasks, task =>
        {
            Assert.Same(tasks[0].TenantId, task.TenantId);
            Assert.Same(tasks[0].UserId, task.UserId);
            Assert.Same(tasks[0].Locale, task.Locale);
            Assert.Same(tasks[0].ResultCode, task.ResultCode);
        });
    }

    [Fact]
    public void Shared_strings_are_not_confused()
    {
        // Many more than slots, some of them escaped.
        var reader = new TaskPageReader();
        for (int round = 0; round < 3; round++)
        {
            for (int i = 0; i < 2000; i++)
            {
                string name = i % 3 == 0 ? $"\\u0041{i}" : $"A{i}";
                var task = reader.Read(Encoding.UTF8.GetBytes($$"""{"taskList":[{"tenantId":"{{name}}"}]}""")).Value!.Items.Single();
                Assert.Equal($"A{i}", task.TenantId);
            }
        }
    }

    private static ParsedResponse<ListPage<TaskInfo>> Read(string json) => new TaskPageReader().Read(Encoding.UTF8.GetBytes(json));

    private static ListPage<TaskInfo> ReadPage(string json) =>
        Read(json).Value ?? throw new InvalidOperationException("There is no list in it.");

    private static TaskInfo ReadTask(string json) => Assert.Single(ReadPage($$"""{"taskList":[{{json}}],"code":0}""").Items);

    private static void AssertRefused(string json) => AssertRefused(Encoding.UTF8.GetBytes(json));

    private static void AssertRefused(ReadOnlySpan<byte> json)
    {
        try
        {
            new TaskPageReader().Read(json);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return;
        }

        Assert.Fail("It was read: " + Encoding.UTF8.GetString(json));
    }
}
