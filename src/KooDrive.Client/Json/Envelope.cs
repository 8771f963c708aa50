using System;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace KooDrive.Client.Json;

/// <summary>What every response of the service has: <c>{"code":0,"msg":"Success."}</c>.</summary>
internal class Envelope
{
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Code { get; set; }

    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Msg { get; set; }

    /// <summary>Whether the body is not an envelope: the response is not the service's.</summary>
    [JsonIgnore]
    public bool IsForeign { get; private init; }

    /// <summary>The envelope of an error response, if there is one: a gateway sends HTML or nothing.</summary>
    public static Envelope ReadLeniently(ReadOnlySpan<byte> body)
    {
        try
        {
            return body.Length == 0 ? new Envelope() : JsonSerializer.Deserialize(body, ApiJsonContext.Default.Envelope) ?? new Envelope();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return new Envelope { IsForeign = true };
        }
    }
}
