using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using KooDrive.Client.Paging;
using KooDrive.Client.Tasks;

namespace KooDrive.Client.Json;

/// <summary>
/// Reads answers of <c>GET /task/list</c> in every shape that the API reference shows. One reader serves one listing.
/// A field that stands twice is refused: choosing one of the two could lose tasks.
/// </summary>
internal sealed class TaskPageReader
{
    private enum Field
    {
        None = -1,
        TaskList,
        TaskListDtos,
        NextCursor,
        Code,
        Msg,
    }

    private readonly TaskFields _fields = new(new StringPool());
    private int _expectedTasks;

    /// <param name="body">The answer's body.</param>
    /// <exception cref="JsonException">The body is not the JSON of the contract.</exception>
    public ParsedResponse<ListPage<TaskInfo>> Read(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body, JsonValues.ReaderOptions);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            throw JsonValues.Unexpected(ref reader, "an object");

        var seen = new SeenFields();
        bool hasList = false;
        List<TaskInfo>? tasks = null;
        string? nextCursor = null, code = null, message = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            Field field = Find(ref reader);
            if (field == Field.None)
            {
                reader.Skip();
                continue;
            }

            seen.Add((int)field, ref reader);
            reader.Read();
            switch (field)
            {
                case Field.TaskList or Field.TaskListDtos:
                    hasList = true;
                    tasks = Merge(tasks, ReadTasks(ref reader));
                    break;
                case Field.NextCursor: nextCursor = JsonValues.ReadText(ref reader); break;
                case Field.Code: code = JsonValues.ReadText(ref reader); break;
                case Field.Msg: message = JsonValues.ReadText(ref reader); break;
            }
        }

        reader.Read(); // Throws when anything follows the object.
        if (!hasList)
            return new ParsedResponse<ListPage<TaskInfo>>(null, code, message);
        return new ParsedResponse<ListPage<TaskInfo>>(new ListPage<TaskInfo>(tasks ?? [], string.IsNullOrEmpty(nextCursor) ? null : nextCursor), code, message);
    }

    private static Field Find(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("taskListDtos"u8) ? Field.TaskListDtos
        : reader.ValueTextEquals("taskList"u8) ? Field.TaskList
        : reader.ValueTextEquals("nextCursor"u8) ? Field.NextCursor
        : reader.ValueTextEquals("code"u8) ? Field.Code
        : reader.ValueTextEquals("msg"u8) ? Field.Msg
        : Field.None;

    // Both names of the list in one answer are fine as long as they do not contradict each other.
    private static List<TaskInfo>? Merge(List<TaskInfo>? first, List<TaskInfo>? second)
    {
        if (first is null or { Count: 0 })
            return second ?? first;
        if (second is null or { Count: 0 } || first.Select(task => task.TaskId).SequenceEqual(second.Select(task => task.TaskId)))
            return first;
        throw new JsonException("taskList and taskListDtos hold different tasks.");
    }

    private List<TaskInfo>? ReadTasks(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return null;
        if (reader.TokenType != JsonTokenType.StartArray)
            throw JsonValues.Unexpected(ref reader, "an array of tasks");
        var tasks = new List<TaskInfo>(_expectedTasks);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            tasks.Add(ReadTask(ref reader));
        _expectedTasks = Math.Min(tasks.Count, TaskQuery.MaximumPageSize);
        return tasks;
    }

    private TaskInfo ReadTask(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw JsonValues.Unexpected(ref reader, "a task");
        var task = new TaskInfo();
        var seen = new SeenFields();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!_fields.TryRead(ref reader, ref seen, task))
                reader.Skip();
        }

        return task;
    }
}
