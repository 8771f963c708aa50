using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using KooDrive.Sandbox;
using KooDrive.TestServer;

namespace KooDrive.Client.Tests;

/// <summary>Malformed responses over HTTP.</summary>
public sealed class HostileResponseTests : ClientTest
{
    private const int Megabyte = 1024 * 1024;

    private static byte[] Page => """{"taskList":[{"taskId":"1","taskName":"n"}],"code":0,"msg":"Success."}"""u8.ToArray();

    public static TheoryData<string> Refused => new(RefusedBodies.Keys);

    public static TheoryData<string> Accepted => new(AcceptedBodies.Keys);

    private static Dictionary<string, byte[]> RefusedBodies => new()
    {
        ["empty"] = [],
        ["truncated, and whole to HTTP"] = Page[..30],
        ["HTML"] = "<!DOCTYPE html><html><body>Sign in</body></html>"u8.ToArray(),
        ["deeply nested"] = Encoding.UTF8.GetBytes(new string('[', Megabyte)),
        ["a deeply nested field"] = Encoding.UTF8.GetBytes(
            "{\"taskList\":[],\"x\":" + string.Concat(Enumerable.Repeat("{\"x\":", 100_000))),
        ["duplicate key above"] = """{"taskList":[{"taskId":"1"}],"taskList":[],"code":0}"""u8.ToArray(),
        ["duplicate key in a task"] = """{"taskList":[{"taskId":"1","taskId":"2"}],"code":0}"""u8.ToArray(),
        ["wrong types"] = """{"taskList":{"taskId":[]},"code":0}"""u8.ToArray(),
        ["invalid UTF-8 in a name"] = [.. "{\"taskList\":[{\"taskName\":\""u8, 0xC3, 0x28, .. "\"}],\"code\":0}"u8],
        ["UTF-16"] = Encoding.Unicode.GetBytes("""{"taskList":[],"code":0}"""),
        ["two byte order marks"] = [0xEF, 0xBB, 0xBF, 0xEF, 0xBB, 0xBF, .. Page],
        ["garbage behind"] = [.. Page, (byte)'x'],
        ["two responses"] = [.. Page, .. Page],
        ["zeros"] = new byte[1000],
        ["lone surrogate"] = """{"taskList":[{"taskName":"\ud83d"}],"code":0}"""u8.ToArray(),
        ["lone surrogate as cursor"] = """{"taskList":[],"nextCursor":"\udc00","code":0}"""u8.ToArray(),
    };

    private static Dictionary<string, byte[]> AcceptedBodies => new()
    {
        ["plain"] = Page,
        ["byte order mark"] = [0xEF, 0xBB, 0xBF, .. Page],
        ["white space around"] = [.. "\r\n "u8, .. Page, .. " \n"u8],
        ["invalid UTF-8 in an unread field"] =
            [.. "{\"x\":\""u8, 0xC3, 0x28, .. "\",\"taskList\":[{\"taskId\":\"1\"}],\"code\":0}"u8],
        ["50 MB of white space"] = PageOf(50 * Megabyte),
        ["64 MB to the byte"] = PageOf(64 * Megabyte),
    };

    [Theory]
    [MemberData(nameof(Refused))]
    [Trait("Acceptance", "25")]
    public async Task An_invalid_response_is_not_requested_again(string name)
    {
        Service.Script = Scripts.Always(ApiCall.ListTasks, Behavior.Body(RefusedBodies[name]));
        Assert.Equal(KooDriveErrorKind.InvalidResponse, (await ErrorAsync(Connect())).Kind);
        Assert.Equal(1, Service.RequestCount);
    }

    [Theory]
    [MemberData(nameof(Accepted))]
    [Trait("Acceptance", "25")]
    public async Task An_unusual_response_is_read(string name)
    {
        Service.Script = Scripts.Always(ApiCall.ListTasks, Behavior.Body(AcceptedBodies[name], "text/plain"));
        Assert.Equal(["1"], await IdsAsync(Connect()));
    }

    [Fact]
    [Trait("Acceptance", "25")]
    public async Task Fifty_megabytes_of_tasks_are_read()
    {
        string task = $$"""{"taskId":"1","taskName":"{{new string('n', 1000)}}"},""";
        string json = "{\"taskListDtos\":[" + string.Concat(Enumerable.Repeat(task, 50_000)) + "{}],\"code\":\"0\"}";
        Service.Script = Scripts.Always(ApiCall.ListTasks, Behavior.Body(json));
        Assert.Equal(50_001, (await IdsAsync(Connect())).Length);
    }

    [Theory]
    [InlineData("announced")]
    [InlineData("chunked")]
    [InlineData("gzip")]
    [InlineData("br")]
    [Trait("Acceptance", "25")]
    public async Task More_than_64_MB_is_refused(string how)
    {
        byte[] body = PageOf((64 * Megabyte) + 1);
        Service.Script = Scripts.Always(ApiCall.ListTasks, how switch
        {
            "announced" => Behavior.Body(body),
            "chunked" => Behavior.From(how, exchange =>
                exchange.SendTruncatedAsync(new SandboxResponse(200, [], body), body.Length, Framing.Chunked)),
            _ => Encoded(how, Compress(how, body)),
        });
        var error = await ErrorAsync(Connect());
        Assert.Equal(KooDriveErrorKind.InvalidResponse, error.Kind);
        Assert.Equal(KooDriveErrorReason.ResponseTooLarge, error.Reason);
        Assert.Contains("larger than 64 MB", error.Summary, StringComparison.Ordinal);
        Assert.Equal(1, Service.RequestCount);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    [Trait("Acceptance", "25")]
    public async Task A_compressed_response_is_read_and_a_broken_one_refused(string encoding)
    {
        byte[] compressed = Compress(encoding, Page);
        Service.Script = Scripts.Always(ApiCall.ListTasks, Encoded(encoding, compressed));
        Assert.Equal(["1"], await IdsAsync(Connect()));

        byte[][] bodies = [Page, [.. compressed[..^8], .. new byte[8].Select(_ => (byte)0xFF)], compressed[..(compressed.Length / 2)]];
        foreach (byte[] broken in bodies)
        {
            Service.Script = Scripts.Always(ApiCall.ListTasks, Encoded(encoding, broken));
            Assert.Equal(KooDriveErrorKind.InvalidResponse, (await ErrorAsync(Connect(maximumRetryTime: TimeSpan.Zero))).Kind);
        }
    }

    [Fact]
    public async Task A_compressed_listing_is_read()
    {
        Service.Script = Scripts.Always(ApiCall.ListTasks, Behavior.Gzip);
        Assert.Equal(AllIds, await IdsAsync(Connect()));
        Assert.Contains("gzip", Service.Requests[0].Header("Accept-Encoding"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [Trait("Acceptance", "25")]
    public async Task A_hostile_error_is_still_an_error(int number)
    {
        byte[] body = number == 0 ? Encoding.UTF8.GetBytes(new string('{', Megabyte)) : [.. "{\"code\":\""u8, 0xFF, .. "\"}"u8];
        Service.Script = Scripts.Always(ApiCall.ListTasks, Behavior.From("hostile error", exchange =>
            exchange.SendAsync(new SandboxResponse(403, [], body))));
        Assert.Equal(KooDriveErrorKind.AccessDenied, (await ErrorAsync(Connect())).Kind);
    }

    private static byte[] PageOf(int length)
    {
        byte[] page = Page;
        byte[] body = new byte[length];
        page.CopyTo(body, 0);
        body.AsSpan(page.Length).Fill((byte)' ');
        return body;
    }

    private static Behavior Encoded(string encoding, byte[] body) => Behavior.From(encoding, exchange =>
        exchange.SendAsync(new SandboxResponse(200, [new("Content-Encoding", encoding)], body)));

    private static byte[] Compress(string encoding, byte[] body)
    {
        using var bytes = new MemoryStream();
        using (Stream stream = encoding switch
        {
            "gzip" => new GZipStream(bytes, CompressionLevel.Fastest),
            "deflate" => new ZLibStream(bytes, CompressionLevel.Fastest),
            _ => new BrotliStream(bytes, CompressionLevel.Fastest),
        })
        {
            stream.Write(body);
        }

        return bytes.ToArray();
    }
}
