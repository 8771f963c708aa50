using System.Text.Json;

namespace KooDrive.Json;

/// <summary>The fields of a task, wherever the service shows them: in a list or at the top level of an answer.</summary>
internal static class TaskFields
{
    private enum Field
    {
        None = -1,
        TaskId,
        TaskName,
        TaskType,
        Status,
        CreateTime,
        StartTime,
        EndTime,
        UserId,
        TenantId,
        ResultCode,
        Locale,
        InitParams,
    }

    /// <summary>Reads the field that the reader stands at the name of.</summary>
    /// <param name="reader">The reader, at a name.</param>
    /// <param name="seen">The fields of this task that have been read.</param>
    /// <param name="pool">Shares the strings that repeat; null for a single task.</param>
    /// <param name="task">The task to fill.</param>
    /// <returns>False when it is not a task's field; the reader then still stands at the name.</returns>
    public static bool TryRead(ref Utf8JsonReader reader, ref SeenFields seen, StringPool? pool, TaskInfo task)
    {
        Field field = Find(ref reader);
        if (field == Field.None)
            return false;
        seen.Add((int)field, ref reader);
        reader.Read();
        switch (field)
        {
            case Field.TaskId: task.TaskId = JsonValues.ReadText(ref reader); break;
            case Field.TaskName: task.TaskName = JsonValues.ReadText(ref reader); break;
            case Field.TaskType: task.TaskType = (TaskType?)JsonValues.ReadInteger(ref reader); break;
            case Field.Status: task.Status = (TaskStatus?)JsonValues.ReadInteger(ref reader); break;
            case Field.CreateTime: task.CreateTime = JsonValues.ReadTime(ref reader); break;
            case Field.StartTime: task.StartTime = JsonValues.ReadTime(ref reader); break;
            case Field.EndTime: task.EndTime = JsonValues.ReadTime(ref reader); break;
            case Field.UserId: task.UserId = ReadShared(ref reader, pool); break;
            case Field.TenantId: task.TenantId = ReadShared(ref reader, pool); break;
            case Field.ResultCode: task.ResultCode = ReadShared(ref reader, pool); break;
            case Field.Locale: task.Locale = ReadShared(ref reader, pool); break;
            case Field.InitParams: task.InitParams = JsonValues.ReadText(ref reader); break;
        }

        return true;
    }

    private static string? ReadShared(ref Utf8JsonReader reader, StringPool? pool) =>
        pool is null ? JsonValues.ReadText(ref reader) : pool.Read(ref reader);

    private static Field Find(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("taskId"u8) ? Field.TaskId
        : reader.ValueTextEquals("taskName"u8) ? Field.TaskName
        : reader.ValueTextEquals("taskType"u8) ? Field.TaskType
        : reader.ValueTextEquals("status"u8) ? Field.Status
        : reader.ValueTextEquals("createTime"u8) ? Field.CreateTime
        : reader.ValueTextEquals("startTime"u8) ? Field.StartTime
        : reader.ValueTextEquals("endTime"u8) ? Field.EndTime
        : reader.ValueTextEquals("userId"u8) ? Field.UserId
        : reader.ValueTextEquals("tenantId"u8) ? Field.TenantId
        : reader.ValueTextEquals("resultCode"u8) ? Field.ResultCode
        : reader.ValueTextEquals("locale"u8) ? Field.Locale
        : reader.ValueTextEquals("initParams"u8) ? Field.InitParams
        : Field.None;
}
