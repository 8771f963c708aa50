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

    /// <summary>There is a body, and it is no envelope: somebody else than the service has answered.</summary>
    [JsonIgnore]
    public bool IsForeign { get; private init; }

    /// <summary>The envelope of a response that reports a failure, as far as there is one: a gateway sends HTML or nothing.</summary>
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
