using System;
using System.Text.Json;

namespace KooDrive.Client.Json;

/// <summary>Reads the response to <c>GET /users/{user_id}</c>: the user stands under <c>data</c>.</summary>
internal static class UserDetailsReader
{
    private static readonly byte[][] Names = FieldNames.Encode("data", "code", "msg");

    /// <param name="body">The response's body.</param>
    /// <param name="userId">The id that was asked for. A response about another user is refused.</param>
    /// <exception cref="JsonException">The body is not the JSON of the contract.</exception>
    public static ParsedResponse<KooDriveUser> Read(ReadOnlySpan<byte> body, string userId)
    {
        var reader = new Utf8JsonReader(body, JsonValues.ReaderOptions);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            throw JsonValues.Unexpected(ref reader, "an object");

        var names = new FieldNames(Names);
        var seen = new SeenFields();
        KooDriveUser? user = null;
        string? code = null, message = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int field = names.Find(ref reader);
            if (field < 0)
            {
                reader.Skip();
                continue;
            }

            seen.Add(field, ref reader);
            reader.Read();
            switch (field)
            {
                case 0: user = reader.TokenType == JsonTokenType.Null ? null : new UserFields().Read(ref reader); break;
                case 1: code = JsonValues.ReadText(ref reader); break;
                default: message = JsonValues.ReadText(ref reader); break;
            }
        }

        reader.Read(); // Throws when anything follows the object.
        if (user is null)
            return new ParsedResponse<KooDriveUser>(null, code, message);
        user.UserId ??= userId;
        return user.UserId == userId || code is not (null or "0")
            ? new ParsedResponse<KooDriveUser>(user, code, message)
            : throw new JsonException("The response is about another user than was asked for.");
    }
}
