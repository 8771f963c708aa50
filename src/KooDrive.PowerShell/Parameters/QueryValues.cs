using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;
using KooDrive.Client.Requests;
using KooDrive.PowerShell.Json;

namespace KooDrive.PowerShell.Parameters;

/// <summary>
/// The query parameters of a request from a script: a hashtable with text, numbers, flags, times, or lists of these.
/// </summary>
internal static class QueryValues
{
    private const double LargestExact = 9007199254740992;

    /// <summary>Adds the parameters to a request; null omits one.</summary>
    /// <exception cref="ArgumentException">A value cannot be a parameter.</exception>
    public static RequestTarget AddTo(RequestTarget target, IDictionary? query)
    {
        if (query is null)
            return target;
        foreach (DictionaryEntry parameter in query)
        {
            var values = new List<string>();
            Add(parameter.Value, values);
            target = target.With(Convert.ToString(parameter.Key, CultureInfo.InvariantCulture)!, values.ToArray());
        }

        return target;
    }

    private static void Add(object? item, List<string> values)
    {
        object? value = PSValue.Unwrap(item);
        switch (value)
        {
            case null or DBNull:
                break;
            case string text:
                values.Add(text);
                break;
            case bool or SwitchParameter:
                values.Add(LanguagePrimitives.IsTrue(value) ? "true" : "false");
                break;
            case double number when Math.Abs(number) >= LargestExact:
                throw new ArgumentException(SR.Format(CommandMessages.IdFloatingPoint, LanguagePrimitives.ConvertTo<string>(number)));
            case IFormattable or Uri:
                values.Add(InvariantText.Of(value));
                break;
            case IEnumerable items and not IDictionary:
                foreach (object? inner in items)
                    Add(inner, values);
                break;
            default:
                throw new ArgumentException(SR.Format(CommandMessages.ValueUnfit, value.GetType().Name));
        }
    }
}
