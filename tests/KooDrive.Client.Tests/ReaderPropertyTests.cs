using System;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using CsCheck;
using KooDrive.Client.Paging;
using KooDrive.Client.Tasks;
using KooDrive.Sandbox;

namespace KooDrive.Client.Tests;

/// <summary>Mutated responses: the client reads the page that is there, or refuses it.</summary>
public sealed class ReaderPropertyTests : ClientTest
{
    private static readonly byte[][] Seeds = [.. new[] { ResponseShape.Table, ResponseShape.Example }.Select(shape =>
        new ResponseWriter(shape).List(new SandboxService(new SandboxOptions()).Tasks.Take(3), "1723549107000"))];

    private static readonly byte[][] Pieces =
    [
        .. new[]
        {
            "{", "}", "[", "]", ",", ":", "\"", "\\", "\\ud800", "\\u0000",
            "null", "true", "0", "-1", "1e9", "\"0\"", "2024", "T", "Z", "+08:00",
            "\"taskList\":[],", "\"taskListDtos\":null,", "\"nextCursor\":\"\",",
            "\"code\":\"13000201\",", "\"taskId\":\"9\",", "\"status\":9,",
            "\"createTime\":\"2024-01-01\",",
        }.Select(Encoding.UTF8.GetBytes),
        [0xEF, 0xBB, 0xBF], [0xC3, 0x28], [0xED, 0xA0, 0x80], [0],
    ];

    private static readonly Gen<(int Kind, int Position, int Length, int Piece, byte Value)> Mutation =
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 5000], Gen.Int[0, 40], Gen.Int[0, Pieces.Length - 1], Gen.Byte);

    private static readonly Gen<byte[]> Mutated = Gen.Select(Gen.Int[0, Seeds.Length - 1], Mutation.Array[1, 4], (seed, mutations) =>
        mutations.Aggregate(Seeds[seed], (body, mutation) => Apply(body, mutation)));

    [Fact]
    [Trait("Acceptance", "25")]
    public void A_mutated_response_is_read_as_it_is_or_refused()
    {
        byte[] body = [];
        using var client = Connect(
            endpoint: new Uri("http://localhost"), maximumRetryTime: TimeSpan.Zero, handler: new StubHandler(() => body));
        int pages = 0;
        Mutated.Sample(
            mutated =>
            {
                body = mutated;
                // In process and synchronous: nothing to wait for.
                var (page, error) = FirstPageAsync(client).GetAwaiter().GetResult();
                if (page is not null)
                {
                    pages++;
                    AssertIs(mutated, page);
                }
                else if (error!.Kind != KooDriveErrorKind.InvalidResponse)
                {
                    AssertReportsFailure(mutated, error);
                }
            },
            iter: 20_000,
            threads: 1);
        Assert.InRange(pages, 100, 19_900);
    }

    [Fact]
    public async Task The_responses_before_mutation_are_read()
    {
        foreach (byte[] seed in Seeds)
        {
            using var client = Connect(endpoint: new Uri("http://localhost"), handler: new StubHandler(() => seed));
            AssertIs(seed, (await FirstPageAsync(client)).Page!);
        }
    }

    private static byte[] Apply(byte[] body, (int Kind, int Position, int Length, int Piece, byte Value) mutation)
    {
        int at = body.Length == 0 ? 0 : mutation.Position % body.Length;
        int end = Math.Min(at + mutation.Length, body.Length);
        return mutation.Kind switch
        {
            0 => [.. body[..at], .. body[end..]],
            1 => [.. body[..at], .. Pieces[mutation.Piece], .. body[at..]],
            2 => [.. body[..at], .. body[at..end], .. body[at..]],
            3 => [.. body[..at], mutation.Value, .. body[Math.Min(at + 1, body.Length)..]],
            _ => [.. body[..at], .. Pieces[mutation.Piece], .. body[end..]],
        };
    }

    private async Task<(Page<TaskInfo>? Page, KooDriveException? Error)> FirstPageAsync(KooDriveClient client)
    {
        try
        {
            await foreach (var page in client.ListTasksAsync(new TaskQuery(), null, Stop))
                return (page, null);
            throw new InvalidOperationException("There was no page.");
        }
        catch (KooDriveException e)
        {
            return (null, e);
        }
    }

    // The same bytes as read by JsonDocument.
    private static void AssertIs(byte[] body, Page<TaskInfo> page)
    {
        using var document = JsonDocument.Parse(WithoutByteOrderMark(body));
        var root = document.RootElement;
        Assert.True(!root.TryGetProperty("code", out var code) || code.ValueKind == JsonValueKind.Null || Text(code) == "0");
        string? cursor = root.TryGetProperty("nextCursor", out var next) ? Text(next) : null;
        Assert.Equal(string.IsNullOrEmpty(cursor) ? null : cursor, page.NextCursor);

        var lists = ((string[])["taskList", "taskListDtos"])
            .Select(name =>
                root.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().ToArray() : [])
            .ToArray();
        var tasks = lists[0].Length > 0 ? lists[0] : lists[1];
        Assert.Equal(tasks.Length, page.Values.Count);
        foreach (var (json, task) in tasks.Zip(page.Values))
        {
            Assert.Equal(Member("taskId"), task.TaskId);
            Assert.Equal(Member("taskName"), task.TaskName);
            Assert.Equal(Member("tenantId"), task.TenantId);
            Assert.Equal(Member("userId"), task.UserId);
            Assert.Equal(Member("locale"), task.Locale);
            Assert.Equal(Member("resultCode"), task.ResultCode);
            Assert.Equal(Member("initParams"), task.InitParams);
            Assert.Equal(NumberOf("status"), (int?)task.Status);
            Assert.Equal(NumberOf("taskType"), (int?)task.TaskType);
            Assert.Equal(TimeOf("createTime"), task.CreateTime);
            Assert.Equal(TimeOf("startTime"), task.StartTime);
            Assert.Equal(TimeOf("endTime"), task.EndTime);

            string? Member(string name) => json.TryGetProperty(name, out var value) ? Text(value) : null;
            int? NumberOf(string name) => Member(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
            DateTimeOffset? TimeOf(string name) => Member(name) is { Length: > 0 } text ? Time(text) : null;
        }
    }

    // A second implementation of ISO 8601.
    private static DateTimeOffset Time(string text)
    {
        var match = Regex.Match(
            text, @"^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d*))?)?(?:Z|([+-])(\d\d)(?::?(\d\d))?)?)?$",
            RegexOptions.CultureInvariant);
        Assert.True(match.Success, text);
        var offset = TimeSpan.FromMinutes((Number(9) * 60) + Number(10));
        return new DateTimeOffset(Number(1), Number(2), Number(3), Number(4), Number(5), Number(6), TimeSpan.Zero)
            .AddTicks(int.Parse("0" + match.Groups[7].Value.PadRight(7, '0')[..7], CultureInfo.InvariantCulture))
            .Add(match.Groups[8].Value == "-" ? offset : -offset);

        int Number(int group) => int.Parse("0" + match.Groups[group].Value, CultureInfo.InvariantCulture);
    }

    private static void AssertReportsFailure(byte[] body, KooDriveException error)
    {
        using var document = JsonDocument.Parse(WithoutByteOrderMark(body));
        Assert.Equal(KooDriveErrorKind.ServiceError, error.Kind);
        Assert.NotEqual("0", Text(document.RootElement.GetProperty("code")));
    }

    private static string? Text(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => element.GetRawText(),
        _ => null,
    };

    private static ReadOnlyMemory<byte> WithoutByteOrderMark(byte[] body) =>
        body.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? body.AsMemory(3) : body;
}
