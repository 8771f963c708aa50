using System.Linq;
using System.Text;
using System.Text.Json;

namespace KooDrive.Client.Json;

/// <summary>
/// Finds which of a number of names a reader stands at. Objects of one response have their fields in the same order, so the field that
/// followed last time is looked for first.
/// </summary>
internal sealed class FieldNames(byte[][] names)
{
    private readonly int[] _following = new int[names.Length + 1];
    private int _previous = names.Length;

    public static byte[][] Encode(params string[] names) => [.. names.Select(Encoding.UTF8.GetBytes)];

    /// <returns>The position of the name; -1 when it is none of them.</returns>
    public int Find(ref Utf8JsonReader reader)
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
