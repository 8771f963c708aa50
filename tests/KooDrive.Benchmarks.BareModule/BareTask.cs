using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace KooDrive.Benchmarks;

/// <summary>The columns of a task: those of the prepared listing, InitParams, and those that are computed when they are read.</summary>
public sealed class BareTask
{
    public string? TaskId { get; set; }

    public string? TaskName { get; set; }

    public int? TaskType { get; set; }

    public BareStatus? Status { get; set; }

    public DateTimeOffset? CreateTime { get; set; }

    public DateTimeOffset? StartTime { get; set; }

    public DateTimeOffset? EndTime { get; set; }

    public string? UserId { get; set; }

    public string? TenantId { get; set; }

    public string? ResultCode { get; set; }

    public string? Locale { get; set; }

    public string? InitParams { get; set; }

    [JsonIgnore]
    public TimeSpan? Duration => EndTime - StartTime;

    [JsonIgnore]
    public bool IsCompleted => Status is BareStatus.Success or BareStatus.Failed;

    [JsonIgnore]
    public string? CreateTimeUtc => UtcText(CreateTime);

    [JsonIgnore]
    public string? StartTimeUtc => UtcText(StartTime);

    [JsonIgnore]
    public string? EndTimeUtc => UtcText(EndTime);

    [JsonIgnore]
    public string? SourceUserId { get; set; }

    [JsonIgnore]
    public string? DestinationUserId { get; set; }

    private static string? UtcText(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}

/// <summary>The response of <c>GET /task/list</c>.</summary>
public sealed class BarePage
{
    [JsonPropertyName("taskListDtos")]
    public List<BareTask>? Tasks { get; set; }

    public long? NextCursor { get; set; }
}

/// <summary>System.Text.Json with generated code.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(BarePage))]
[JsonSerializable(typeof(BareTask))]
internal sealed partial class BareContext : JsonSerializerContext;
