using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;
using KooDrive.Sandbox.Tasks;

namespace KooDrive.Sandbox;

/// <summary>Writes the bodies of responses about tasks and sessions, in one of the reference's two shapes.</summary>
public sealed class ResponseWriter
{
    private readonly JsonResponse _response;

    /// <summary>Makes a writer.</summary>
    /// <param name="shape">The shape of the responses.</param>
    public ResponseWriter(ResponseShape shape) => _response = new JsonResponse(shape);

    /// <summary>The response of <c>GET /task/list</c>.</summary>
    /// <param name="tasks">The page; members that are null are omitted.</param>
    /// <param name="nextCursor">Where the next page starts; null omits it, which ends the listing.</param>
    public byte[] List(IEnumerable<TaskInfo> tasks, string? nextCursor) => _response.Success(json =>
    {
        json.WriteStartArray(_response.Shape == ResponseShape.Table ? "taskList" : "taskListDtos");
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
            _response.WriteTextOrNumber(json, "nextCursor", nextCursor);
    });

    /// <summary>The response of a call that failed.</summary>
    /// <param name="code">The service's code; null omits it.</param>
    /// <param name="message">What is wrong.</param>
    public byte[] Refusal(string? code, string message) => _response.Failure(code, message);

    /// <summary>The response of <c>GET /task/{task_id}</c>, which has no times.</summary>
    internal byte[] Details(TaskInfo task) => _response.Success(json => WriteTask(json, task));

    internal byte[] Created(string taskId) => _response.Success(json => json.WriteString("taskId", taskId));

    internal byte[] Result(BatchResult result) => _response.Success(json =>
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

    /// <summary>The response of <c>GET /task/dstUserInfo/{src_user_id}</c>.</summary>
    internal byte[] Recipient(string userId, string? name) => _response.Success(json =>
    {
        json.WriteString("id", userId);
        WriteText(json, "name", name);
    });

    internal byte[] SessionUser(string userId) => _response.Success(json => json.WriteString("userId", userId));

    internal byte[] AccessToken(string token) => _response.Success(json => json.WriteString("accessToken", "Bearer+" + token));

    internal byte[] Done() => _response.Success();

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
}
