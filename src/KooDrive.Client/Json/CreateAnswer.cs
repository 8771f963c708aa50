using System;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace KooDrive.Json;

/// <summary>The answer to <c>POST /task/create</c>.</summary>
internal sealed class CreateAnswer : Envelope
{
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? TaskId { get; set; }

    public static Answer<string> Read(ReadOnlySpan<byte> body) =>
        JsonSerializer.Deserialize(body, AnswerContext.Default.CreateAnswer) is { } answer
            ? new Answer<string>(string.IsNullOrEmpty(answer.TaskId) ? null : answer.TaskId, answer.Code, answer.Msg)
            : default;
}
