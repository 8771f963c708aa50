using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace KooDrive.Client.Json;

/// <summary>The response to <c>GET /task/result</c>.</summary>
internal sealed class TaskResultResponse : Envelope
{
    public ResultData? Data { get; set; }

    public static ParsedResponse<ResultData> Read(ReadOnlySpan<byte> body) =>
        JsonSerializer.Deserialize(body, ApiJsonContext.Default.TaskResultResponse) is { } response
            ? new ParsedResponse<ResultData>(response.Data, response.Code, response.Msg)
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
