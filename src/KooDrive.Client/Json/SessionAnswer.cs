using System;
using System.Text.Json;

namespace KooDrive.Json;

/// <summary>The answer to <c>GET /session/auth</c>, of which only the fact that it came is of interest.</summary>
internal static class SessionAnswer
{
    public static Answer<Envelope> Read(ReadOnlySpan<byte> body) =>
        JsonSerializer.Deserialize(body, AnswerContext.Default.Envelope) is { } envelope
            ? new Answer<Envelope>(envelope, envelope.Code, envelope.Msg)
            : default;
}
