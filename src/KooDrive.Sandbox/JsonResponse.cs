using System;
using System.Globalization;
using System.IO;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace KooDrive.Sandbox;

/// <summary>Writes what all responses share: the envelope, and values in each shape.</summary>
internal sealed class JsonResponse
{
    private const string SuccessCode = "0";

    // The service sends names unescaped, in UTF-8.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public JsonResponse(ResponseShape shape) => Shape = shape;

    public ResponseShape Shape { get; }

    /// <summary>The response of a call that succeeded: its members, then the envelope.</summary>
    public byte[] Success(Action<Utf8JsonWriter>? members = null) => Write(members, SuccessCode, "Success.");

    /// <summary>The response of a call that failed.</summary>
    public byte[] Failure(string? code, string message) => Write(null, code, message);

    /// <summary>A value that is text in the tables of the reference and a number in its examples.</summary>
    public void WriteTextOrNumber(Utf8JsonWriter json, string name, string value)
    {
        if (Shape == ResponseShape.Example && long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long number))
            json.WriteNumber(name, number);
        else
            json.WriteString(name, value);
    }

    private byte[] Write(Action<Utf8JsonWriter>? members, string? code, string message)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            members?.Invoke(json);
            if (code is not null)
                WriteTextOrNumber(json, "code", code);
            json.WriteString("msg", message);
            json.WriteEndObject();
        }

        return stream.ToArray();
    }
}
