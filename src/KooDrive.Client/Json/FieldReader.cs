using System.Linq;
using System.Text;
using System.Text.Json;

namespace KooDrive.Client.Json;

/// <summary>
/// Reads JSON objects field by field: fields with known names, each at most once per object. Other fields are skipped. The objects of
/// a response have their fields in the same order, so the name that followed last time is compared first.
/// </summary>
/// <param name="names">The known names, in UTF-8: at most 32.</param>
internal sealed class FieldReader(byte[][] names)
{
    private readonly int[] _following = new int[names.Length + 1];
    private int _previous = names.Length;

    public static byte[][] Encode(params string[] names) => [.. names.Select(Encoding.UTF8.GetBytes)];

    /// <summary>Moves to the value of the object's next field with a known name.</summary>
    /// <param name="reader">The reader, at the start of the object or at the end of a field's value.</param>
    /// <param name="seen">The fields of this object that have been read.</param>
    /// <param name="field">The index of the name in the list of names.</param>
    /// <returns>False at the end of the object.</returns>
    /// <exception cref="JsonException">The field occurs a second time.</exception>
    public bool MoveToNext(ref Utf8JsonReader reader, ref SeenFields seen, out int field)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            field = Find(ref reader);
            if (field >= 0)
            {
                seen.Add(field, ref reader);
                reader.Read();
                return true;
            }

            reader.Skip();
        }

        field = -1;
        return false;
    }

    private int Find(ref Utf8JsonReader reader)
    {
        int field = _following[_previous];
        if (!reader.ValueTextEquals(names[field]))
        {
            field = names.Length - 1;
            while (field >= 0 && !reader.ValueTextEquals(names[field]))
                field--;
            if (field < 0)
                return -1;
            _following[_previous] = field;
        }

        _previous = field;
        return field;
    }
}
