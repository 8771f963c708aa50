using System;
using System.Text;
using System.Text.Json;
using KooDrive.Client.Json;

namespace KooDrive.Client.Requests;

/// <summary>Reads whole responses of a <see cref="CustomRequest"/>.</summary>
internal static class CustomResponses
{
    /// <exception cref="JsonException">The body is not JSON.</exception>
    public static ParsedResponse<CustomResponse<T>> Read<T>(ReadOnlySpan<byte> body, JsonItemReader<T> read)
        where T : class
    {
        var outline = ResponseOutline.Read(body);
        if (!outline.IsSuccess)
            return new ParsedResponse<CustomResponse<T>>(null, outline.Code, outline.Message);
        T? value = null;
        if (!outline.IsEmpty)
        {
            var reader = new Utf8JsonReader(body, JsonValues.ReaderOptions);
            reader.Read();
            value = read(ref reader);
        }

        return new ParsedResponse<CustomResponse<T>>(
            new CustomResponse<T>(value, outline.IsEmpty, outline.NextCursor), outline.Code, outline.Message);
    }

    /// <summary>The body as text. It is a failure only if it has an error code.</summary>
    public static ParsedResponse<string> ReadText(ReadOnlySpan<byte> body)
    {
        string? code = null, message = null;
        try
        {
            var outline = ResponseOutline.Read(body);
            (code, message) = (outline.Code, outline.Message);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // It need not be JSON.
        }

        return new ParsedResponse<string>(code is null or "0" ? Encoding.UTF8.GetString(body.ToArray()) : null, code, message);
    }
}
