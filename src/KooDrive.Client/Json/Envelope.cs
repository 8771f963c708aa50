using System;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace KooDrive.Client.Json;

/// <summary>What every answer of the service has: <c>{"code":0,"msg":"Success."}</c>.</summary>
internal class Envelope
{
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Code { get; set; }

    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Msg { get; set; }

    /// <summary>The envelope of an answer that reports a failure, as far as there is one: a gateway sends HTML or nothing.</summary>
    public static Envelope ReadLeniently(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, ApiJsonContext.Default.Envelope) ?? new Envelope();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return new Envelope();
        }
    }
}
