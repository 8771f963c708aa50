using System;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace KooDrive.Client.Json;

/// <summary>The response to <c>GET /task/dstUserInfo/{src_user_id}</c>.</summary>
internal sealed class TransferRecipientResponse : Envelope
{
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Id { get; set; }

    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Name { get; set; }

    public static ParsedResponse<TransferRecipientResponse> Read(ReadOnlySpan<byte> body) =>
        JsonSerializer.Deserialize(body, ApiJsonContext.Default.TransferRecipientResponse) is { } response
            ? new ParsedResponse<TransferRecipientResponse>(
                string.IsNullOrEmpty(response.Id) ? null : response, response.Code, response.Msg)
            : default;
}
