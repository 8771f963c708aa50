using System.Text.Json;

namespace KooDrive.Client.Json;

/// <summary>The fields of a user, in a list or alone.</summary>
/// <param name="pool">Shares what repeats within a listing; null for nothing.</param>
internal sealed class UserFields(StringPool? pool = null)
{
    private static readonly byte[][] Names = FieldNames.Encode("name", "userId", "deptId", "deptName", "mobile", "role", "status", "id");

    private readonly FieldNames _names = new(Names);

    /// <summary>Reads the user that the reader stands at the beginning of.</summary>
    /// <exception cref="JsonException">It is no object, or a field stands in it twice.</exception>
    public KooDriveUser Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw JsonValues.Unexpected(ref reader, "a user");
        var user = new KooDriveUser();
        var seen = new SeenFields();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int field = _names.Find(ref reader);
            if (field < 0)
            {
                reader.Skip();
                continue;
            }

            seen.Add(field, ref reader);
            reader.Read();
            switch (field)
            {
                case 0: user.Name = JsonValues.ReadText(ref reader); break;
                case 1: user.UserId = JsonValues.ReadText(ref reader); break;
                case 2: user.DepartmentId = ReadShared(ref reader); break;
                case 3: user.DepartmentName = ReadShared(ref reader); break;
                case 4: user.Mobile = JsonValues.ReadText(ref reader); break;
                case 5: user.Role = (UserRole?)JsonValues.ReadInteger(ref reader); break;
                case 6: user.Status = JsonValues.ReadInteger(ref reader); break;
                default: user.ExternalId = JsonValues.ReadText(ref reader); break;
            }
        }

        return user;
    }

    private string? ReadShared(ref Utf8JsonReader reader) => pool is null ? JsonValues.ReadText(ref reader) : pool.Read(ref reader);
}
