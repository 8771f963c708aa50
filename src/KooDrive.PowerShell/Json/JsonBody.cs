using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Management.Automation;
using System.Numerics;
using System.Security;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using KooDrive.PowerShell.Parameters;

namespace KooDrive.PowerShell.Json;

/// <summary>
/// Writes hashtables, objects, lists, or text that is JSON, as JSON. Without ConvertTo-Json, which a host may not have.
/// </summary>
/// <remarks>Enumerations are numbers and times are UTC in ISO 8601, as the service writes them.</remarks>
internal sealed class JsonBody : IDisposable
{
    private const int DeepestLevel = 64;

    private readonly Utf8JsonWriter _json;
    private readonly List<object> _open = [];

    private JsonBody(Stream stream) =>
        _json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>The bytes of the body; none for null and empty text.</summary>
    /// <exception cref="ArgumentException">The text is not JSON, or a value of the object cannot be JSON.</exception>
    public static byte[] Write(object? body)
    {
        switch (PSValue.Unwrap(body))
        {
            case null:
                return [];
            case string text:
                return Check(text);
        }

        using var stream = new MemoryStream();
        using (var writer = new JsonBody(stream))
            writer.WriteValue(body);
        return stream.ToArray();
    }

    public void Dispose() => _json.Dispose();

    // The text is sent unchanged.
    private static byte[] Check(string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        if (text.Trim().Length == 0)
            return [];
        try
        {
            var reader = new Utf8JsonReader(utf8);
            while (reader.Read())
            {
            }

            return utf8;
        }
        catch (JsonException e)
        {
            throw new ArgumentException(SR.Format(CommandMessages.BodyNoJson, e.Message), e);
        }
    }

    private void WriteValue(object? item)
    {
        object? value = PSValue.Unwrap(item);
        switch (value)
        {
            case null or DBNull: _json.WriteNullValue(); break;
            case string or char or Guid or Uri or Version: _json.WriteStringValue(value.ToString()); break;
            case bool flag: _json.WriteBooleanValue(flag); break;
            case SwitchParameter flag: _json.WriteBooleanValue(flag); break;
            case Enum: _json.WriteRawValue(((Enum)value).ToString("D")); break;
            case DateTime or DateTimeOffset or TimeSpan: _json.WriteStringValue(InvariantText.Of(value)); break;
            case double or float: WriteFloatingPoint(Convert.ToDouble(value, CultureInfo.InvariantCulture)); break;
            case decimal or BigInteger: _json.WriteRawValue(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture)); break;
            case var _ when PSValue.IsNumber(value): _json.WriteRawValue(Convert.ToString(value, CultureInfo.InvariantCulture)!); break;
            case SecureString or PSCredential or ScriptBlock or Delegate: throw Unfit(value);
            case IDictionary members: WriteObject(value, members); break;
            case IEnumerable items: WriteArray(value, items); break;
            default: WriteObject(value is PSCustomObject ? item! : value, PSObject.AsPSObject(item!).Properties); break;
        }
    }

    private void WriteFloatingPoint(double number)
    {
        if (double.IsNaN(number) || double.IsInfinity(number))
            throw new ArgumentException(CommandMessages.BodyNoNumber);
        _json.WriteNumberValue(number);
    }

    private void WriteObject(object source, IDictionary members)
    {
        Open(source);
        _json.WriteStartObject();
        foreach (DictionaryEntry member in members)
        {
            _json.WritePropertyName(Convert.ToString(member.Key, CultureInfo.InvariantCulture)!);
            WriteValue(member.Value);
        }

        _json.WriteEndObject();
        Close();
    }

    private void WriteObject(object source, PSMemberInfoCollection<PSPropertyInfo> properties)
    {
        Open(source);
        _json.WriteStartObject();
        foreach (var property in properties)
        {
            if (!property.IsGettable)
                continue;
            _json.WritePropertyName(property.Name);
            WriteValue(ValueOf(property));
        }

        _json.WriteEndObject();
        Close();
    }

    private void WriteArray(object source, IEnumerable items)
    {
        Open(source);
        _json.WriteStartArray();
        foreach (object? item in items)
            WriteValue(item);
        _json.WriteEndArray();
        Close();
    }

    private static object? ValueOf(PSPropertyInfo property)
    {
        try
        {
            return property.Value;
        }
        catch (GetValueException e)
        {
            throw new ArgumentException(SR.Format(CommandMessages.BodyUnreadable, property.Name, e.Message), e);
        }
    }

    // An object that contains itself would never end.
    private void Open(object source)
    {
        if (_open.Exists(open => ReferenceEquals(open, source)))
            throw new ArgumentException(CommandMessages.BodyCircular);
        if (_open.Count >= DeepestLevel)
            throw new ArgumentException(SR.Format(CommandMessages.BodyTooDeep, DeepestLevel));
        _open.Add(source);
    }

    private void Close() => _open.RemoveAt(_open.Count - 1);

    private static ArgumentException Unfit(object value) => new(SR.Format(CommandMessages.ValueUnfit, value.GetType().Name));
}
