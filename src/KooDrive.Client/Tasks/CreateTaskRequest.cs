using System.IO;
using System.Text;
using System.Text.Json;

namespace KooDrive.Client.Tasks;

/// <summary>The parameters of a new task (API reference, <i>Creating a Task</i>).</summary>
public sealed class CreateTaskRequest
{
    private CreateTaskRequest(TaskType taskType) => TaskType = (int)taskType;

    /// <summary>The type's number in the API.</summary>
    public int TaskType { get; }

    /// <summary>For a transfer: the source user.</summary>
    public string? SrcUserId { get; private init; }

    /// <summary>For a transfer: the destination user.</summary>
    public string? DstUserId { get; private init; }

    /// <summary>For a batch import: the id of the prepared list of users.</summary>
    public string? ResultId { get; private init; }

    /// <summary>For a batch import: the organization that the users join.</summary>
    public string? OrgId { get; private init; }

    /// <summary>For a batch import: the user in the organization who requests it.</summary>
    public string? OrgUserId { get; private init; }

    /// <summary>Hands a user's data over to another user <b>and deletes it at the source</b>.</summary>
    /// <param name="sourceUserId">The source user.</param>
    /// <param name="destinationUserId">The destination user.</param>
    public static CreateTaskRequest Transfer(string sourceUserId, string destinationUserId) =>
        new(KooDrive.TaskType.Transfer) { SrcUserId = sourceUserId, DstUserId = destinationUserId };

    /// <summary>Imports a prepared list of users.</summary>
    /// <param name="resultId">The id of the prepared list.</param>
    /// <param name="organizationId">The organization that the users join.</param>
    /// <param name="organizationUserId">The user in the organization who requests it.</param>
    public static CreateTaskRequest BatchImport(string resultId, string organizationId, string organizationUserId) =>
        new(KooDrive.TaskType.BatchImport) { ResultId = resultId, OrgId = organizationId, OrgUserId = organizationUserId };

    /// <summary>The parameters as <see cref="TaskInfo.InitParams"/> has them: JSON without the type.</summary>
    public string ToInitParams()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            Write(json, "srcUserId", SrcUserId);
            Write(json, "dstUserId", DstUserId);
            Write(json, "resultId", ResultId);
            Write(json, "orgId", OrgId);
            Write(json, "orgUserId", OrgUserId);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }
}
