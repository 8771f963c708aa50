using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;
using System.Text.RegularExpressions;

namespace KooDrive.PowerShell.Parameters;

/// <summary>
/// Ids as text. They have 19 digits: a spreadsheet, a JSON reader or a calculation that treats them as floating-point numbers loses
/// the last digits, and the result may be the id of something else.
/// </summary>
internal static class IdText
{
    private static readonly Regex FloatingPoint = new(
        @"^[+-]?[0-9]*(?:\.[0-9]+|[.,][0-9]+[eE][+-]?[0-9]+|[eE][+-]?[0-9]+)$", RegexOptions.CultureInvariant);
    private static readonly Regex Negative = new("^-[0-9]+$", RegexOptions.CultureInvariant);

    /// <summary>The id in a value, without spaces around it.</summary>
    /// <param name="item">Text or a whole number.</param>
    /// <exception cref="ArgumentException">It is not an id, or its digits may be lost.</exception>
    public static string Require(object? item)
    {
        object? value = PSValue.Unwrap(item);
        return value switch
        {
            null => throw new ArgumentException(CommandMessages.IdEmpty),
            string text => Require(text),
            double or float => throw Refusal(CommandMessages.IdFloatingPoint, LanguagePrimitives.ConvertTo<string>(value)),
            _ when PSValue.IsNumber(value) => Require(LanguagePrimitives.ConvertTo<string>(item)),
            IEnumerable => throw new ArgumentException(CommandMessages.IdList),
            _ => throw Refusal(CommandMessages.IdOfWrongType, value.GetType().Name),
        };
    }

    private static string Require(string text)
    {
        string id = text.Trim();
        if (id.Length == 0)
            throw new ArgumentException(CommandMessages.IdEmpty);
        if (FloatingPoint.IsMatch(id))
            throw Refusal(CommandMessages.IdFloatingPoint, id);
        if (Negative.IsMatch(id))
            throw Refusal(CommandMessages.IdNegative, id);
        if (id.Contains(','))
            throw Refusal(CommandMessages.IdWithComma, id);
        if (id.Any(character => char.IsWhiteSpace(character) || char.IsControl(character)))
            throw new ArgumentException(CommandMessages.IdWithSpace);
        return id;
    }

    private static ArgumentException Refusal(string message, string value) => new(SR.Format(message, value));
}
