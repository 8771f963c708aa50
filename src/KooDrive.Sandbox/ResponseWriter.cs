using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace KooDrive.Sandbox;

/// <summary>Writes the bodies of answers, in one of the reference's two shapes.</summary>
public sealed class ResponseWriter
{
    private const string SuccessCode = "0";

    // The service sends names as they are, in UTF-8.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ResponseShape _shape;

    /// <summary>Makes a writer.</summary>
    /// <param name="shape">Which description of the reference the answers follow.</param>
    public ResponseWriter(ResponseShape shape) => _shape = shape;

    /// <summary>The answer of <c>GET /task/list</c>.</summary>
    /// <param name="tasks">The page; members that are null are left out.</param>
    /// <param name="nextCursor">Where the next page starts; null leaves it out, which ends the listing.</param>
    public byte[] List(IEnumerable<TaskInfo> tasks, string? nextCursor) => Response(json =>
    {
        json.WriteStartArray(_shape == ResponseShape.Table ? "taskList" : "taskListDtos");
        foreach (var task in tasks)
        {
            json.WriteStartObject();
            WriteTask(json, task);
            WriteTime(json, "createTime", task.CreateTime);
            WriteTime(json, "startTime", task.StartTime);
            WriteTime(json, "endTime", task.EndTime);
            WriteText(json, "locale", task.Locale);
            WriteText(json, "initParams", task.InitParams);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (nextCursor is not null)
            WriteTextOrNumber(json, "nextCursor", nextCursor);
    });

    /// <summary>The answer of a call that failed.</summary>
    /// <param name="code">The service's code.</param>
    /// <param name="message">What is wrong.</param>
    public byte[] Refusal(string code, string message) => Response(_ => { }, code, message);

    /// <summary>The answer of <c>GET /task/{task_id}</c>, which has no times.</summary>
    internal byte[] Details(TaskInfo task) => Response(json => WriteTask(json, task));

    internal byte[] Created(string taskId) => Response(json => json.WriteString("taskId", taskId));

    internal byte[] Result(BatchResult result) => Response(json =>
    {
        json.WriteStartObject("data");
        json.WriteNumber("successCount", result.SuccessCount);
        json.WriteNumber("failCount", result.Failures.Count);
        json.WriteStartArray("failInfoList");
        foreach (var failure in result.Failures)
        {
            json.WriteStartObject();
            json.WriteString("userName", failure.Key);
            json.WriteString("desc", failure.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    internal byte[] User(string userId) => Response(json => json.WriteString("userId", userId));

    internal byte[] AccessToken(string token) => Response(json => json.WriteString("accessToken", "Bearer+" + token));

    internal byte[] Done() => Response(_ => { });

    private byte[] Response(Action<Utf8JsonWriter> members, string code = SuccessCode, string message = "Success.")
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            members(json);
            WriteTextOrNumber(json, "code", code);
            json.WriteString("msg", message);
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void WriteTask(Utf8JsonWriter json, TaskInfo task)
    {
        WriteText(json, "taskId", task.TaskId);
        WriteText(json, "taskName", task.TaskName);
        if (task.TaskType is { } type)
            json.WriteNumber("taskType", (int)type);
        WriteText(json, "tenantId", task.TenantId);
        WriteText(json, "userId", task.UserId);
        if (task.Status is { } status)
            json.WriteNumber("status", (int)status);
        WriteText(json, "resultCode", task.ResultCode);
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }

    private static void WriteTime(Utf8JsonWriter json, string name, DateTimeOffset? time) =>
        WriteText(json, name, time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));

    private void WriteTextOrNumber(Utf8JsonWriter json, string name, string value)
    {
        if (_shape == ResponseShape.Example && long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long number))
            json.WriteNumber(name, number);
        else
            json.WriteString(name, value);
    }
}
