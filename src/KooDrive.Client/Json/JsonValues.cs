using System;
using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace KooDrive.Client.Json;

/// <summary>Reads single values, in all forms that the API reference shows where it contradicts itself.</summary>
internal static class JsonValues
{
    public static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = 64 };

    // ISO 8601 forms that System.Text.Json does not read: an offset without a colon, a blank instead of the T.
    private static readonly string[] OtherTimeFormats = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd' 'HH:mm:ss.FFFFFFFK"];

    /// <summary>Text, or a number as it is written; null for null.</summary>
    public static string? ReadText(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Number => RawText(ref reader),
        JsonTokenType.Null => null,
        _ => throw Unexpected(ref reader, "a string"),
    };

    /// <summary>A whole number, or text that contains one; null for null and for empty text.</summary>
    public static int? ReadInteger(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int number))
            return number;
        if (reader.TokenType == JsonTokenType.Null)
            return null;
        if (reader.TokenType == JsonTokenType.String)
        {
            string text = reader.GetString()!;
            if (text.Length == 0)
                return null;
            if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number))
                return number;
        }

        throw Unexpected(ref reader, "a whole number");
    }

    /// <summary>The whole number in a text; null for anything else.</summary>
    public static long? ToNumber(string? text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? number : null;

    /// <summary>An ISO 8601 time, in UTC if it has no offset; null for null and for empty text.</summary>
    public static DateTimeOffset? ReadTime(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return null;
        if (reader.TokenType != JsonTokenType.String)
            throw Unexpected(ref reader, "a time");

        // Only DateTime shows that a time has no offset; only DateTimeOffset is exact for a time with an offset.
        if (reader.TryGetDateTime(out DateTime time) && time.Kind != DateTimeKind.Local)
            return new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc));
        if (reader.TryGetDateTimeOffset(out DateTimeOffset offset))
            return offset.ToUniversalTime();

        string text = reader.GetString()!;
        if (text.Length == 0)
            return null;
        const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParseExact(text, OtherTimeFormats, CultureInfo.InvariantCulture, Styles, out offset)
            ? offset
            : throw Unexpected(ref reader, "an ISO 8601 time");
    }

    /// <param name="token">What the reader has to be at.</param>
    /// <param name="reader">The reader.</param>
    /// <param name="expected">The same in words.</param>
    /// <exception cref="JsonException">It is at something else.</exception>
    public static void Require(JsonTokenType token, ref Utf8JsonReader reader, string expected)
    {
        if (reader.TokenType != token)
            throw Unexpected(ref reader, expected);
    }

    public static JsonException Unexpected(ref Utf8JsonReader reader, string expected) =>
        new($"Expected {expected}, found {reader.TokenType} at byte {reader.TokenStartIndex}.");

    private static string RawText(ref Utf8JsonReader reader) =>
        Encoding.UTF8.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan.ToArray());
}
