using System;
using System.Text.Json;

namespace KooDrive.Client.Json;

/// <summary>The answer to <c>GET /session/auth</c>, of which only the fact that it came is of interest.</summary>
internal static class SessionResponse
{
    public static ParsedResponse<Envelope> Read(ReadOnlySpan<byte> body) =>
        JsonSerializer.Deserialize(body, ApiJsonContext.Default.Envelope) is { } envelope
            ? new ParsedResponse<Envelope>(envelope, envelope.Code, envelope.Msg)
            : default;
}
