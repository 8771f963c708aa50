using System;
using System.Text.Json;

namespace KooDrive.Client.Json;

/// <summary>Reads the answer to <c>GET /task/{task_id}</c>: a task and the envelope on one level.</summary>
internal static class TaskDetailsReader
{
    /// <param name="body">The answer's body.</param>
    /// <param name="taskId">The id that was asked for. An answer about another task is refused.</param>
    /// <exception cref="JsonException">The body is not the JSON of the contract.</exception>
    public static ParsedResponse<TaskInfo> Read(ReadOnlySpan<byte> body, string taskId)
    {
        var reader = new Utf8JsonReader(body, JsonValues.ReaderOptions);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            throw JsonValues.Unexpected(ref reader, "an object");

        var fields = new TaskFields();
        var task = new TaskInfo();
        var seen = new SeenFields();
        var seenInEnvelope = new SeenFields();
        bool hasTask = false;
        string? code = null, message = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (fields.TryRead(ref reader, ref seen, task))
            {
                hasTask = true;
            }
            else if (reader.ValueTextEquals("code"u8))
            {
                seenInEnvelope.Add(0, ref reader);
                reader.Read();
                code = JsonValues.ReadText(ref reader);
            }
            else if (reader.ValueTextEquals("msg"u8))
            {
                seenInEnvelope.Add(1, ref reader);
                reader.Read();
                message = JsonValues.ReadText(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        reader.Read(); // Throws when anything follows the object.
        if (!hasTask)
            return new ParsedResponse<TaskInfo>(null, code, message);
        task.TaskId ??= taskId;
        return task.TaskId == taskId || code is not (null or "0")
            ? new ParsedResponse<TaskInfo>(task, code, message)
            : throw new JsonException("The answer is about another task than was asked for.");
    }
}
