using System;
using System.Text.Json;

namespace KooDrive.Client.Json;

/// <summary>Reads the response to <c>GET /task/{task_id}</c>: a task and the envelope on one level.</summary>
internal static class TaskDetailsReader
{
    private static readonly byte[][] Names = FieldReader.Encode([.. TaskFields.Names, "code", "msg"]);

    /// <param name="body">The response's body.</param>
    /// <param name="taskId">The requested id. A response about another task is refused.</param>
    /// <exception cref="JsonException">The body is not valid.</exception>
    public static ParsedResponse<TaskInfo> Read(ReadOnlySpan<byte> body, string taskId)
    {
        var reader = new Utf8JsonReader(body, JsonValues.ReaderOptions);
        reader.Read();
        JsonValues.Require(JsonTokenType.StartObject, ref reader, "an object");

        var fields = new FieldReader(Names);
        var seen = new SeenFields();
        var task = new TaskInfo();
        bool hasTask = false;
        string? code = null, message = null;
        while (fields.MoveToNext(ref reader, ref seen, out int field))
        {
            switch (field - TaskFields.Names.Length)
            {
                case 0: code = JsonValues.ReadText(ref reader); break;
                case 1: message = JsonValues.ReadText(ref reader); break;
                default:
                    TaskFields.Read(field, ref reader, task, pool: null);
                    hasTask = true;
                    break;
            }
        }

        reader.Read(); // Throws when anything follows the object.
        if (!hasTask)
            return new ParsedResponse<TaskInfo>(null, code, message);
        task.TaskId ??= taskId;
        return task.TaskId == taskId || code is not (null or "0")
            ? new ParsedResponse<TaskInfo>(task, code, message)
            : throw new JsonException("The response is about another task than the requested one.");
    }
}
