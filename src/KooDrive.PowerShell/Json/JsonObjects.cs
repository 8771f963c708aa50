using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Numerics;
using System.Reflection;
using System.Text;
using System.Text.Json;

namespace KooDrive.PowerShell.Json;

/// <summary>
/// Converts JSON to objects for scripts: objects become PSObjects, arrays become arrays, text stays text, also dates. Whole numbers
/// are Int64, or BigInteger if they are larger, so that no digit is lost; other numbers are Double.
/// </summary>
/// <remarks>
/// Objects of one list have their members in the same order: names that follow in the same order are shared, and cannot occur twice.
/// Properties of a PSObject must differ by more than case, so members that differ only by case are refused like repeated ones.
/// </remarks>
internal sealed class JsonObjects
{
    private const int LongestNumber = 400;

    private static readonly object[] SmallNumbers = [.. Enumerable.Range(0, 16).Select(number => (object)(long)number)];

    // PowerShell 7 has a constructor for the number of members, as ConvertFrom-Json uses it. Windows PowerShell has not.
    private static readonly ConstructorInfo? WithCapacity = typeof(PSObject).GetConstructor([typeof(int)]);

    // By depth: the names of the previous object.
    private readonly List<Name[]> _last = [];

    /// <summary>Reads the value at the reader.</summary>
    /// <exception cref="JsonException">A member has no name or occurs twice, or a number is too large.</exception>
    public object? Read(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => ReadObject(ref reader),
        JsonTokenType.StartArray => ReadArray(ref reader),
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Number => ReadNumber(ref reader),
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => null,
    };

    private PSObject ReadObject(ref Utf8JsonReader reader)
    {
        int depth = reader.CurrentDepth;
        while (_last.Count <= depth)
            _last.Add([]);
        var expected = _last[depth];
        var item = expected.Length > 0 && WithCapacity is not null ? (PSObject)WithCapacity.Invoke([expected.Length]) : new PSObject();
        var properties = item.Properties;
        List<Name>? names = null;
        HashSet<string>? seen = null;
        int position = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            Name name;
            if (names is null && position < expected.Length && reader.ValueTextEquals(expected[position].Utf8))
            {
                name = expected[position];
            }
            else
            {
                names ??= [.. expected.Take(position)];
                seen ??= new HashSet<string>(names.Select(known => known.Text), StringComparer.OrdinalIgnoreCase);
                name = new Name(reader.GetString()!);
                if (name.Text.Length == 0 || !seen.Add(name.Text))
                    throw new JsonException(
                        $"A property has no name or occurs twice in one object, at byte {reader.TokenStartIndex}: '{name.Text}'.");
                names.Add(name);
            }

            position++;
            reader.Read();
            object? value = reader.TokenType == JsonTokenType.String ? name.Share(ref reader) : Read(ref reader);
            properties.Add(new PSNoteProperty(name.Text, value), preValidated: true);
        }

        if (names is not null)
            _last[depth] = [.. names];
        return item;
    }

    private object?[] ReadArray(ref Utf8JsonReader reader)
    {
        var items = new List<object?>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            items.Add(Read(ref reader));
        return items.ToArray();
    }

    private static object ReadNumber(ref Utf8JsonReader reader)
    {
        if (reader.TryGetInt64(out long number))
            return number >= 0 && number < SmallNumbers.Length ? SmallNumbers[number] : number;
        var text = reader.ValueSpan;
        if (text.IndexOfAny((byte)'.', (byte)'e', (byte)'E') < 0 && text.Length <= LongestNumber)
            return BigInteger.Parse(Encoding.UTF8.GetString(text.ToArray()), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return text.Length <= LongestNumber && reader.TryGetDouble(out double value) && !double.IsInfinity(value)
            ? value
            : throw new JsonException($"The number at byte {reader.TokenStartIndex} is too large.");
    }

    private sealed class Name(string text)
    {
        private string? _last;

        public string Text { get; } = text;

        public byte[] Utf8 { get; } = Encoding.UTF8.GetBytes(text);

        /// <summary>The text at the reader. It is shared if the previous object has the same, such as its tenant.</summary>
        public string? Share(ref Utf8JsonReader reader) =>
            _last is not null && reader.ValueTextEquals(_last) ? _last : _last = reader.GetString();
    }
}
