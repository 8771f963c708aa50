using System.Text.Json;

namespace KooDrive.Client.Json;

/// <summary>The fields of a user, in a list or in the response to a request by id.</summary>
/// <param name="pool">Shares the strings that repeat within a listing; null for none.</param>
internal sealed class UserFields(StringPool? pool = null)
{
    private static readonly byte[][] Names = FieldReader.Encode("name", "userId", "deptId", "deptName", "mobile", "role", "status", "id");

    private readonly FieldReader _fields = new(Names);

    // In the order of the names.
    private enum Field
    {
        Name,
        UserId,
        DepartmentId,
        DepartmentName,
        Mobile,
        Role,
        Status,
        Id,
    }

    /// <summary>Reads the user at the reader.</summary>
    /// <exception cref="JsonException">It is not an object, or a field occurs twice.</exception>
    public KooDriveUser Read(ref Utf8JsonReader reader)
    {
        JsonValues.Require(JsonTokenType.StartObject, ref reader, "a user");
        var user = new KooDriveUser();
        var seen = new SeenFields();
        while (_fields.MoveToNext(ref reader, ref seen, out int field))
        {
            switch ((Field)field)
            {
                case Field.Name: user.Name = JsonValues.ReadText(ref reader); break;
                case Field.UserId: user.UserId = JsonValues.ReadText(ref reader); break;
                case Field.DepartmentId: user.DepartmentId = StringPool.Read(pool, ref reader); break;
                case Field.DepartmentName: user.DepartmentName = StringPool.Read(pool, ref reader); break;
                case Field.Mobile: user.Mobile = JsonValues.ReadText(ref reader); break;
                case Field.Role: user.Role = (UserRole?)JsonValues.ReadInteger(ref reader); break;
                case Field.Status: user.Status = JsonValues.ReadInteger(ref reader); break;
                case Field.Id: user.ExternalId = JsonValues.ReadText(ref reader); break;
            }
        }

        return user;
    }
}
