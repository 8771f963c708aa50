using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace KooDrive.Json;

/// <summary>The answer to <c>GET /task/result</c>.</summary>
internal sealed class ResultAnswer : Envelope
{
    public ResultData? Data { get; set; }

    public static Answer<ResultData> Read(ReadOnlySpan<byte> body) =>
        JsonSerializer.Deserialize(body, AnswerContext.Default.ResultAnswer) is { } answer
            ? new Answer<ResultData>(answer.Data, answer.Code, answer.Msg)
            : default;
}

internal sealed class ResultData
{
    public int? SuccessCount { get; set; }

    public int? FailCount { get; set; }

    public List<ResultFailure?>? FailInfoList { get; set; }
}

internal sealed class ResultFailure
{
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? UserName { get; set; }

    public string? Desc { get; set; }
}
