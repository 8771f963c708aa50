using System;
using System.IO;
using System.Text;
using System.Text.Json;

namespace KooDrive.Sandbox.Tasks;

/// <summary>The body of <c>POST /task/create</c>, checked.</summary>
internal sealed class CreateTaskBody
{
    // Whether a task fails is known in advance, so that scripts can be tried: a handover to the same user, and any id with this word.
    private const string UnknownMarker = "unknown";

    private CreateTaskBody(TaskType type, string name, string initParams, string? failureCode)
    {
        Type = type;
        Name = name;
        InitParams = initParams;
        FailureCode = failureCode;
    }

    public TaskType Type { get; }

    /// <summary>The source and the destination user; null for an import.</summary>
    public (string SourceUserId, string DestinationUserId)? Handover { get; private init; }

    public string Name { get; }

    /// <summary>The members that the task was created with, as JSON.</summary>
    public string InitParams { get; }

    /// <summary>Why the task will fail; null when it will succeed.</summary>
    public string? FailureCode { get; }

    public static CreateTaskBody Read(byte[] body)
    {
        using var document = JsonBody.Parse(body);
        var root = document.RootElement;
        if (!root.TryGetProperty("taskType", out var member) || member.ValueKind != JsonValueKind.Number
            || !member.TryGetInt32(out int type))
            throw ErrorResponseException.BadParameter("taskType is missing, or not a whole number.");

        switch ((TaskType)type)
        {
            case TaskType.Transfer:
                string source = JsonBody.Text(root, "srcUserId");
                string destination = JsonBody.Text(root, "dstUserId");
                return new CreateTaskBody(
                    TaskType.Transfer,
                    $"Handover of {source} to {destination}",
                    InitParamsOf(("srcUserId", source), ("dstUserId", destination)),
                    source == destination ? "18000205" : FailureOf(source, destination))
                {
                    Handover = (source, destination),
                };
            case TaskType.BatchImport:
                string result = JsonBody.Text(root, "resultId");
                string organization = JsonBody.Text(root, "orgId");
                string user = JsonBody.Text(root, "orgUserId");
                return new CreateTaskBody(
                    TaskType.BatchImport,
                    $"Import of {result} into {organization}",
                    InitParamsOf(("resultId", result), ("orgId", organization), ("orgUserId", user)),
                    FailureOf(result, organization, user));
            default:
                throw ErrorResponseException.BadParameter("taskType must be 0 or 1.");
        }
    }

    private static string? FailureOf(params string[] ids) =>
        Array.Exists(ids, id => id.Contains(UnknownMarker)) ? "18000101" : null;

    private static string InitParamsOf(params (string Name, string Value)[] members)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            foreach (var (name, value) in members)
                json.WriteString(name, value);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
