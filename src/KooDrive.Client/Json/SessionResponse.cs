using System;
using System.Text.Json;

namespace KooDrive.Client.Json;

/// <summary>The response to <c>GET /session/auth</c>: only its code is used.</summary>
internal static class SessionResponse
{
    public static ParsedResponse<Envelope> Read(ReadOnlySpan<byte> body) =>
        JsonSerializer.Deserialize(body, ApiJsonContext.Default.Envelope) is { } envelope
            ? new ParsedResponse<Envelope>(envelope, envelope.Code, envelope.Msg)
            : default;
}
