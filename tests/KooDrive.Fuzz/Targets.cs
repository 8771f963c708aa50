using System;
using System.Linq;
using System.Text;
using System.Text.Json;
using KooDrive.Client.Authentication;
using KooDrive.Client.Http;
using KooDrive.Client.Json;
using KooDrive.Client.Requests;
using KooDrive.Sandbox;

namespace KooDrive.Fuzz;

/// <summary>The fuzzed code. An exception out of <see cref="Run"/> is a finding.</summary>
internal static class Targets
{
    /// <param name="input">The bytes of a response; for the signer, after a first byte of 0, those of a cursor in UTF-8.</param>
    public static void Run(ReadOnlySpan<byte> input)
    {
        if (input.Length > 0 && input[0] == 0)
            Sign(input[1..]);
        else
            ReadAny(input);
    }

    // Each reader reads each input.
    private static void ReadAny(ReadOnlySpan<byte> body)
    {
        Read(
            body,
            new TaskPageReader().Read,
            (page, root) => page.Items.Count == Math.Max(CountOf(root, "taskList"), CountOf(root, "taskListDtos")));
        Read(body, new UserPageReader().Read, (page, root) => page.Items.Count == Math.Max(CountOf(root, "data"), CountOf(root, "list")));
        Read(body, new CustomPageReader<string>(itemProperty: null, ReadItem).Read, IsComplete);
    }

    // A response, or one of the two exceptions for an invalid response. JsonDocument must read the same content.
    private static void Read<T>(ReadOnlySpan<byte> body, ResponseReader<T> read, Func<T, JsonElement, bool> isComplete)
        where T : class
    {
        ParsedResponse<T> response;
        try
        {
            response = read(body);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return;
        }

        // A response without content is valid where any call is allowed.
        if (response.Value is not { } value || body.Trim(" \t\r\n"u8).IsEmpty)
            return;
        using var document = JsonDocument.Parse(body.ToArray());
        if (!isComplete(value, document.RootElement))
            throw new InvalidOperationException($"{typeof(T)}: items were lost or invented.");
    }

    // The only list of a response, with any name.
    private static bool IsComplete(CustomPage<string?> response, JsonElement root)
    {
        JsonElement[] lists = root.ValueKind == JsonValueKind.Object
            ? [.. root.EnumerateObject().Select(member => member.Value).Where(value => value.ValueKind == JsonValueKind.Array)]
            : [];
        return response.Lists.Count == lists.Length
            && (response.Page is not { } page || lists.Length != 1 || page.Items.Count == lists[0].GetArrayLength());
    }

    private static string ReadItem(ref Utf8JsonReader reader) => JsonElement.ParseValue(ref reader).GetRawText();

    private static int CountOf(JsonElement root, string name) =>
        root.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.GetArrayLength() : 0;

    // Both implementations agree on any cursor.
    private static void Sign(ReadOnlySpan<byte> cursor)
    {
        string encoded = PercentEncoding.Encode(Encoding.UTF8.GetString(cursor));
        string target = "/koodrive/ose/v1/task/list?pageCursor=" + encoded + "&pageSize=100";
        string product = RequestSigner.Sign("a", "s"u8.ToArray(), "GET", new Uri("https://h" + target), [new("host", "h")], []);
        if (product != ReferenceSigner.Authorization("a", "s", "GET", target, [("host", "h")]))
            throw new InvalidOperationException("The signatures differ for " + target);
    }
}
