using System;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace KooDrive.Client.Json;

/// <summary>The answer to <c>POST /task/create</c>.</summary>
internal sealed class CreateTaskResponse : Envelope
{
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? TaskId { get; set; }

    public static ParsedResponse<string> Read(ReadOnlySpan<byte> body) =>
        JsonSerializer.Deserialize(body, ApiJsonContext.Default.CreateTaskResponse) is { } answer
            ? new ParsedResponse<string>(string.IsNullOrEmpty(answer.TaskId) ? null : answer.TaskId, answer.Code, answer.Msg)
            : default;
}
