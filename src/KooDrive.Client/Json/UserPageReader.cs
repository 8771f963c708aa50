using System;
using System.Collections.Generic;
using System.Text.Json;
using KooDrive.Client.Organization;
using KooDrive.Client.Paging;

namespace KooDrive.Client.Json;

/// <summary>
/// Reads responses of <c>GET /userList</c>: the table of the API reference calls the list <c>data</c>, its example <c>list</c>. One reader
/// serves one enumeration of a listing. A field that occurs twice is refused: choosing one of them could lose users.
/// </summary>
internal sealed class UserPageReader
{
    private static readonly byte[][] Names = FieldReader.Encode("data", "list", "total", "code", "msg");

    private readonly FieldReader _fields = new(Names);
    private readonly UserFields _user = new(new StringPool());
    private readonly RepeatGuard _repeats = new();
    private int _expectedUsers;

    // In the order of the names.
    private enum Field
    {
        Data,
        List,
        Total,
        Code,
        Message,
    }

    /// <param name="body">The response's body.</param>
    /// <exception cref="JsonException">The body is not valid.</exception>
    public ParsedResponse<ListPage<KooDriveUser>> Read(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body, JsonValues.ReaderOptions);
        reader.Read();
        JsonValues.Require(JsonTokenType.StartObject, ref reader, "an object");

        var seen = new SeenFields();
        List<KooDriveUser>? users = null;
        ReadOnlySpan<byte> list = default;
        string? total = null, code = null, message = null;
        while (_fields.MoveToNext(ref reader, ref seen, out int field))
        {
            switch ((Field)field)
            {
                case Field.Data or Field.List:
                    int start = (int)reader.TokenStartIndex;
                    var read = ReadUsers(ref reader);
                    if (read.Count > 0 || users is null)
                        list = body.Slice(start, (int)reader.BytesConsumed - start);
                    users = AliasedList.Merge(users, read, user => user.UserId, "data and list contain different users.");
                    break;
                case Field.Total: total = JsonValues.ReadText(ref reader); break;
                case Field.Code: code = JsonValues.ReadText(ref reader); break;
                case Field.Message: message = JsonValues.ReadText(ref reader); break;
            }
        }

        reader.Read(); // Throws when anything follows the object.
        var page = users is null
            ? null
            : new ListPage<KooDriveUser>(users, NextCursor: null)
            {
                Total = JsonValues.ToNumber(total),
                IsRepeat = _repeats.IsRepeat(list, users.Count),
            };
        return new ParsedResponse<ListPage<KooDriveUser>>(page, code, message);
    }

    private List<KooDriveUser> ReadUsers(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return [];
        JsonValues.Require(JsonTokenType.StartArray, ref reader, "an array of users");
        var users = new List<KooDriveUser>(_expectedUsers);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            users.Add(_user.Read(ref reader));
        _expectedUsers = Math.Min(users.Count, UserQuery.MaximumPageSize);
        return users;
    }
}
