using System;
using System.Text.Json;

namespace KooDrive.Client.Json;

/// <summary>Reads the response to <c>GET /users/{user_id}</c>: the user is in <c>data</c>.</summary>
internal static class UserDetailsReader
{
    // The indexes of the names.
    private const int Data = 0;
    private const int Code = 1;

    private static readonly byte[][] Names = FieldReader.Encode("data", "code", "msg");

    /// <param name="body">The response's body.</param>
    /// <param name="userId">The requested id. A response about another user is refused.</param>
    /// <exception cref="JsonException">The body is not valid.</exception>
    public static ParsedResponse<KooDriveUser> Read(ReadOnlySpan<byte> body, string userId)
    {
        var reader = new Utf8JsonReader(body, JsonValues.ReaderOptions);
        reader.Read();
        JsonValues.Require(JsonTokenType.StartObject, ref reader, "an object");

        var fields = new FieldReader(Names);
        var seen = new SeenFields();
        KooDriveUser? user = null;
        string? code = null, message = null;
        while (fields.MoveToNext(ref reader, ref seen, out int field))
        {
            switch (field)
            {
                case Data: user = reader.TokenType == JsonTokenType.Null ? null : new UserFields().Read(ref reader); break;
                case Code: code = JsonValues.ReadText(ref reader); break;
                default: message = JsonValues.ReadText(ref reader); break;
            }
        }

        reader.Read(); // Throws when anything follows the object.
        if (user is null)
            return new ParsedResponse<KooDriveUser>(null, code, message);
        user.UserId ??= userId;
        return user.UserId == userId || code is not (null or "0")
            ? new ParsedResponse<KooDriveUser>(user, code, message)
            : throw new JsonException("The response is about another user than the requested one.");
    }
}
