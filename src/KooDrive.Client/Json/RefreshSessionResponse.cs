using System;
using System.Text.Json;
using KooDrive.Client.Authentication;

namespace KooDrive.Client.Json;

/// <summary>The response to <c>POST /session/refresh</c>.</summary>
internal sealed class RefreshSessionResponse : Envelope
{
    public string? AccessToken { get; set; }

    public static ParsedResponse<string> Read(ReadOnlySpan<byte> body) =>
        JsonSerializer.Deserialize(body, ApiJsonContext.Default.RefreshSessionResponse) is { } response
            ? new ParsedResponse<string>(
                HeaderText.IsValidHeaderValue(response.AccessToken) ? response.AccessToken : null, response.Code, response.Msg)
            : default;
}
