using System.Text.Json;

namespace KooDrive.Sandbox;

/// <summary>Reads the JSON object in the body of a request.</summary>
internal static class JsonBody
{
    public static JsonDocument Parse(byte[] body)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(body);
        }
        catch (JsonException error)
        {
            throw ErrorResponseException.BadRequest("The body is not JSON: " + error.Message);
        }

        if (document.RootElement.ValueKind == JsonValueKind.Object)
            return document;
        document.Dispose();
        throw ErrorResponseException.BadRequest("The body must be a JSON object.");
    }

    /// <summary>A required member: a string that is not empty.</summary>
    public static string Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String && member.GetString() is { Length: > 0 } text
            ? text
            : throw ErrorResponseException.BadParameter($"{name} is missing, or not a string.");
}
