using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace KooDrive.Client.Json;

/// <summary>The envelope and the paging of any response, and the positions of its lists.</summary>
internal sealed class ResponseOutline
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    public string? Code { get; private set; }

    public string? Message { get; private set; }

    public string? NextCursor { get; private set; }

    public long? Total { get; private set; }

    /// <summary>Whether the body is empty.</summary>
    public bool IsEmpty { get; private set; }

    /// <summary>The arrays at the top level, in the order of the response.</summary>
    public List<ListPosition> Lists { get; } = [];

    /// <summary>The names at the top level whose value is null.</summary>
    public List<string> Nulls { get; } = [];

    public bool IsSuccess => Code is null or "0";

    /// <param name="body">The response's body.</param>
    /// <exception cref="JsonException">The body is not JSON, or a name occurs twice at its top level.</exception>
    public static ResponseOutline Read(ReadOnlySpan<byte> body)
    {
        var outline = new ResponseOutline();
        if (IsBlank(body))
        {
            outline.IsEmpty = true;
            return outline;
        }

        var reader = new Utf8JsonReader(body, JsonValues.ReaderOptions);
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject)
            outline.ReadMembers(ref reader);
        else
            reader.Skip();
        reader.Read(); // Throws when anything follows.
        return outline;
    }

    /// <summary>The list with this name; null when there is none.</summary>
    public ListPosition? Find(string name) => Lists.FirstOrDefault(list => list.Name == name);

    private void ReadMembers(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            if (!_names.Add(name))
                throw new JsonException($"'{name}' occurs twice in one object, at byte {reader.TokenStartIndex}.");
            reader.Read();
            ReadMember(name, ref reader);
        }
    }

    private void ReadMember(string name, ref Utf8JsonReader reader)
    {
        switch (name)
        {
            case "code": Code = JsonValues.ReadText(ref reader); return;
            case "msg" when reader.TokenType == JsonTokenType.String: Message = reader.GetString(); return;
            case "nextCursor": NextCursor = JsonValues.ReadText(ref reader) is { Length: > 0 } cursor ? cursor : null; return;
            case "total" when reader.TokenType is JsonTokenType.Number or JsonTokenType.String:
                Total = JsonValues.ToNumber(JsonValues.ReadText(ref reader));
                return;
        }

        if (reader.TokenType == JsonTokenType.Null)
            Nulls.Add(name);
        int start = (int)reader.TokenStartIndex;
        bool isList = reader.TokenType == JsonTokenType.StartArray;
        reader.Skip();
        if (isList)
            Lists.Add(new ListPosition(name, start, (int)reader.BytesConsumed - start));
    }

    private static bool IsBlank(ReadOnlySpan<byte> body)
    {
        foreach (byte character in body)
        {
            if (character is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
                return false;
        }

        return true;
    }

    /// <summary>The position of a list in the body.</summary>
    internal sealed record ListPosition(string Name, int Start, int Length);
}
