using System;
using System.Text.Json;
using System.Text.Json.Serialization;
using KooDrive.Authentication;

namespace KooDrive.Json;

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
            return JsonSerializer.Deserialize(body, AnswerContext.Default.Envelope) ?? new Envelope();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return new Envelope();
        }
    }
}

/// <summary>The answer to <c>POST /session/refresh</c>.</summary>
internal sealed class RefreshAnswer : Envelope
{
    public string? AccessToken { get; set; }

    public static Answer<string> Read(ReadOnlySpan<byte> body) =>
        JsonSerializer.Deserialize(body, AnswerContext.Default.RefreshAnswer) is { } answer
            ? new Answer<string>(HeaderText.IsCarriable(answer.AccessToken) ? answer.AccessToken : null, answer.Code, answer.Msg)
            : default;
}

/// <summary>The answer to <c>GET /session/auth</c>, of which only the fact that it came is of interest.</summary>
internal static class SessionAnswer
{
    public static Answer<Envelope> Read(ReadOnlySpan<byte> body) =>
        JsonSerializer.Deserialize(body, AnswerContext.Default.Envelope) is { } envelope
            ? new Answer<Envelope>(envelope, envelope.Code, envelope.Msg)
            : default;
}

/// <summary>Text, or a number kept as it is written.</summary>
internal sealed class TextOrNumberConverter : JsonConverter<string?>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonValues.ReadText(ref reader);

    public override void Write(Utf8JsonWriter writer, string? value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}

/// <summary>The small answers, whose readers the compiler writes.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Envelope))]
[JsonSerializable(typeof(RefreshAnswer))]
internal sealed partial class AnswerContext : JsonSerializerContext;
