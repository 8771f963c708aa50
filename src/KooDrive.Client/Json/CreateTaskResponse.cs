using System;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace KooDrive.Client.Json;

/// <summary>The response to <c>POST /task/create</c>.</summary>
internal sealed class CreateTaskResponse : Envelope
{
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? TaskId { get; set; }

    public static ParsedResponse<string> Read(ReadOnlySpan<byte> body) =>
        JsonSerializer.Deserialize(body, ApiJsonContext.Default.CreateTaskResponse) is { } response
            ? new ParsedResponse<string>(string.IsNullOrEmpty(response.TaskId) ? null : response.TaskId, response.Code, response.Msg)
            : default;
}
