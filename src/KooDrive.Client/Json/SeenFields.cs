using System.Text.Json;

namespace KooDrive.Client.Json;

/// <summary>The fields of one object that have been read: each may occur once.</summary>
internal struct SeenFields
{
    private uint _seen;

    /// <param name="field">The field's number: 0 to 31.</param>
    /// <param name="reader">The reader, at the field's name.</param>
    /// <exception cref="JsonException">The field occurs a second time.</exception>
    public void Add(int field, ref Utf8JsonReader reader)
    {
        uint bit = 1u << field;
        if ((_seen & bit) != 0)
            throw new JsonException($"'{reader.GetString()}' occurs twice in one object, at byte {reader.TokenStartIndex}.");
        _seen |= bit;
    }
}
