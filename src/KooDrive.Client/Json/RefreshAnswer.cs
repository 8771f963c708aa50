using System;
using System.Text.Json;
using KooDrive.Authentication;

namespace KooDrive.Json;

/// <summary>The answer to <c>POST /session/refresh</c>.</summary>
internal sealed class RefreshAnswer : Envelope
{
    public string? AccessToken { get; set; }

    public static Answer<string> Read(ReadOnlySpan<byte> body) =>
        JsonSerializer.Deserialize(body, AnswerContext.Default.RefreshAnswer) is { } answer
            ? new Answer<string>(HeaderText.IsCarriable(answer.AccessToken) ? answer.AccessToken : null, answer.Code, answer.Msg)
            : default;
}
