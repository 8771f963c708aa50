using System;
using System.Collections.Generic;
using System.Text.Json;
using KooDrive.Client.Paging;
using KooDrive.Client.Tasks;

namespace KooDrive.Client.Json;

/// <summary>
/// Reads responses of <c>GET /task/list</c> in every shape that the API reference shows. One reader serves one enumeration of a listing.
/// A field that occurs twice is refused: choosing one of them could lose tasks.
/// </summary>
internal sealed class TaskPageReader
{
    private static readonly byte[][] Names = FieldReader.Encode("taskList", "taskListDtos", "nextCursor", "code", "msg");
    private static readonly byte[][] TaskNames = FieldReader.Encode(TaskFields.Names);

    private readonly FieldReader _fields = new(Names);
    private readonly FieldReader _taskFields = new(TaskNames);
    private readonly StringPool _pool = new();
    private int _expectedTasks;

    // In the order of the names.
    private enum Field
    {
        TaskList,
        TaskListDtos,
        NextCursor,
        Code,
        Message,
    }

    /// <param name="body">The response's body.</param>
    /// <exception cref="JsonException">The body is not valid.</exception>
    public ParsedResponse<ListPage<TaskInfo>> Read(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body, JsonValues.ReaderOptions);
        reader.Read();
        JsonValues.Require(JsonTokenType.StartObject, ref reader, "an object");

        var seen = new SeenFields();
        List<TaskInfo>? tasks = null;
        string? nextCursor = null, code = null, message = null;
        while (_fields.MoveToNext(ref reader, ref seen, out int field))
        {
            switch ((Field)field)
            {
                case Field.TaskList or Field.TaskListDtos:
                    tasks = AliasedList.Merge(
                        tasks, ReadTasks(ref reader), task => task.TaskId, "taskList and taskListDtos contain different tasks.");
                    break;
                case Field.NextCursor: nextCursor = JsonValues.ReadText(ref reader); break;
                case Field.Code: code = JsonValues.ReadText(ref reader); break;
                case Field.Message: message = JsonValues.ReadText(ref reader); break;
            }
        }

        reader.Read(); // Throws when anything follows the object.
        if (tasks is null)
            return new ParsedResponse<ListPage<TaskInfo>>(null, code, message);
        return new ParsedResponse<ListPage<TaskInfo>>(
            new ListPage<TaskInfo>(tasks, string.IsNullOrEmpty(nextCursor) ? null : nextCursor), code, message);
    }

    private List<TaskInfo> ReadTasks(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return [];
        JsonValues.Require(JsonTokenType.StartArray, ref reader, "an array of tasks");
        var tasks = new List<TaskInfo>(_expectedTasks);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            tasks.Add(ReadTask(ref reader));
        _expectedTasks = Math.Min(tasks.Count, TaskQuery.MaximumPageSize);
        return tasks;
    }

    private TaskInfo ReadTask(ref Utf8JsonReader reader)
    {
        JsonValues.Require(JsonTokenType.StartObject, ref reader, "a task");
        var task = new TaskInfo();
        var seen = new SeenFields();
        while (_taskFields.MoveToNext(ref reader, ref seen, out int field))
            TaskFields.Read(field, ref reader, task, _pool);
        return task;
    }
}
