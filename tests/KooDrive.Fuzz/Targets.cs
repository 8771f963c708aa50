using System;
using System.Linq;
using System.Text;
using System.Text.Json;
using KooDrive.Client.Authentication;
using KooDrive.Client.Json;
using KooDrive.Client.Paging;
using KooDrive.Client.Requests;
using KooDrive.Sandbox;

namespace KooDrive.Fuzz;

/// <summary>What is fuzzed. An exception that leaves <see cref="Run"/> is a finding.</summary>
internal static class Targets
{
    /// <param name="input">The bytes of an answer; for the signer, after a first byte of 0, those of a cursor in UTF-8.</param>
    public static void Run(ReadOnlySpan<byte> input)
    {
        if (input.Length > 0 && input[0] == 0)
            Sign(input[1..]);
        else
            ReadAny(input);
    }

    // Nobody knows beforehand what a response is.
    private static void ReadAny(ReadOnlySpan<byte> body)
    {
        Read(body);
        ReadUsers(body);
        ReadItems(body);
    }

    private static void ReadUsers(ReadOnlySpan<byte> body)
    {
        ParsedResponse<ListPage<KooDriveUser>> response;
        try
        {
            response = new UserPageReader().Read(body);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return;
        }

        using var document = JsonDocument.Parse(body.ToArray());
        if (response.Value is { } page && page.Items.Count != Math.Max(CountOf(document, "data"), CountOf(document, "list")))
            throw new InvalidOperationException("Users were lost or made up.");
    }

    // The one list of a response, whatever it is called.
    private static void ReadItems(ReadOnlySpan<byte> body)
    {
        ParsedResponse<CustomPage<string?>> response;
        try
        {
            response = new CustomPageReader<string>(itemProperty: null, ReadItem).Read(body);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return;
        }

        if (response.Value is not { } found)
            return;
        using var document = JsonDocument.Parse(body.ToArray());
        var lists = document.RootElement.ValueKind != JsonValueKind.Object
            ? []
            : document.RootElement.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.Array).ToArray();
        if (found.Lists.Count != lists.Length || (found.Page is { } page && lists.Length == 1 && page.Items.Count != lists[0].Value.GetArrayLength()))
            throw new InvalidOperationException("Items were lost or made up.");
    }

    private static string ReadItem(ref Utf8JsonReader reader) => JsonElement.ParseValue(ref reader).GetRawText();

    // A page, or one of the two exceptions that the client takes for an invalid answer. A page is also what System.Text.Json reads.
    private static void Read(ReadOnlySpan<byte> body)
    {
        ParsedResponse<ListPage<TaskInfo>> answer;
        try
        {
            answer = new TaskPageReader().Read(body);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return;
        }

        using var document = JsonDocument.Parse(body.ToArray());
        if (answer.Value is { } page && page.Items.Count != Math.Max(CountOf(document, "taskList"), CountOf(document, "taskListDtos")))
            throw new InvalidOperationException("Tasks were lost or made up.");
    }

    private static int CountOf(JsonDocument document, string name) =>
        document.RootElement.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.GetArrayLength() : 0;

    // Both implementations agree on any cursor that there can be.
    private static void Sign(ReadOnlySpan<byte> cursor)
    {
        string target = "/koodrive/ose/v1/task/list?pageCursor=" + RequestSigner.Encode(Encoding.UTF8.GetString(cursor)) + "&pageSize=100";
        string product = RequestSigner.Sign("a", "s"u8.ToArray(), "GET", new Uri("https://h" + target), [new("host", "h")], []);
        if (product != ReferenceSigner.Authorization("a", "s", "GET", target, [("host", "h")]))
            throw new InvalidOperationException("The signatures differ for " + target);
    }
}
