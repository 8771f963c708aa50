using System.Text.Json;

namespace KooDrive.Client.Json;

/// <summary>The fields of a task, in a list or at the top level of a response.</summary>
internal static class TaskFields
{
    /// <summary>The names, in the order of <see cref="Field"/>.</summary>
    public static readonly string[] Names =
    [
        "taskId", "taskName", "taskType", "status", "createTime", "startTime", "endTime",
        "userId", "tenantId", "resultCode", "locale", "initParams",
    ];

    private enum Field
    {
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

    /// <summary>Reads the value of a field.</summary>
    /// <param name="field">The index of the field's name in <see cref="Names"/>.</param>
    /// <param name="reader">The reader, at the value.</param>
    /// <param name="task">The task to fill.</param>
    /// <param name="pool">Shares the strings that repeat within a listing; null for none.</param>
    /// <exception cref="JsonException">The value is not of the field's type.</exception>
    public static void Read(int field, ref Utf8JsonReader reader, TaskInfo task, StringPool? pool)
    {
        switch ((Field)field)
        {
            case Field.TaskId: task.TaskId = JsonValues.ReadText(ref reader); break;
            case Field.TaskName: task.TaskName = JsonValues.ReadText(ref reader); break;
            case Field.TaskType: task.TaskType = (TaskType?)JsonValues.ReadInteger(ref reader); break;
            case Field.Status: task.Status = (TaskStatus?)JsonValues.ReadInteger(ref reader); break;
            case Field.CreateTime: task.CreateTime = JsonValues.ReadTime(ref reader); break;
            case Field.StartTime: task.StartTime = JsonValues.ReadTime(ref reader); break;
            case Field.EndTime: task.EndTime = JsonValues.ReadTime(ref reader); break;
            case Field.UserId: task.UserId = StringPool.Read(pool, ref reader); break;
            case Field.TenantId: task.TenantId = StringPool.Read(pool, ref reader); break;
            case Field.ResultCode: task.ResultCode = StringPool.Read(pool, ref reader); break;
            case Field.Locale: task.Locale = StringPool.Read(pool, ref reader); break;
            case Field.InitParams: task.InitParams = JsonValues.ReadText(ref reader); break;
        }
    }
}
