using System;
using System.Text.Json;

namespace KooDrive.Client.Json;

/// <summary>
/// The fields of a task, wherever the service shows them: in a list or at the top level of an answer. Objects of one answer have
/// their fields in the same order, so the field that followed last time is looked for first.
/// </summary>
internal sealed class TaskFields(StringPool? pool = null)
{
    private readonly Field[] _following = new Field[(int)Field.InitParams + 1];
    private Field _previous;

    private enum Field
    {
        None,
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
    /// <param name="task">The task to fill.</param>
    /// <returns>False when it is not a task's field; the reader then still stands at the name.</returns>
    public bool TryRead(ref Utf8JsonReader reader, ref SeenFields seen, TaskInfo task)
    {
        Field field = _following[(int)_previous];
        if (field == Field.None || !reader.ValueTextEquals(NameOf(field)))
        {
            field = Find(ref reader);
            if (field == Field.None)
                return false;
            _following[(int)_previous] = field;
        }

        _previous = field;
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
            case Field.UserId: task.UserId = ReadShared(ref reader); break;
            case Field.TenantId: task.TenantId = ReadShared(ref reader); break;
            case Field.ResultCode: task.ResultCode = ReadShared(ref reader); break;
            case Field.Locale: task.Locale = ReadShared(ref reader); break;
            case Field.InitParams: task.InitParams = JsonValues.ReadText(ref reader); break;
        }

        return true;
    }

    private string? ReadShared(ref Utf8JsonReader reader) =>
        pool is null ? JsonValues.ReadText(ref reader) : pool.Read(ref reader);

    private static Field Find(ref Utf8JsonReader reader)
    {
        for (Field field = Field.TaskId; field <= Field.InitParams; field++)
        {
            if (reader.ValueTextEquals(NameOf(field)))
                return field;
        }

        return Field.None;
    }

    private static ReadOnlySpan<byte> NameOf(Field field) => field switch
    {
        Field.TaskId => "taskId"u8,
        Field.TaskName => "taskName"u8,
        Field.TaskType => "taskType"u8,
        Field.Status => "status"u8,
        Field.CreateTime => "createTime"u8,
        Field.StartTime => "startTime"u8,
        Field.EndTime => "endTime"u8,
        Field.UserId => "userId"u8,
        Field.TenantId => "tenantId"u8,
        Field.ResultCode => "resultCode"u8,
        Field.Locale => "locale"u8,
        _ => "initParams"u8,
    };
}
