using System;
using System.Globalization;
using System.Linq;
using System.Text;

namespace KooDrive.Client.Http;

/// <summary>Finds a secret in a text, as it is or as JSON, a URL or HTML writes it, mixtures included.</summary>
internal static class SecretText
{
    /// <summary>The text with a replacement for each occurrence of the secret.</summary>
    /// <param name="text">The text.</param>
    /// <param name="secret">The secret; not empty.</param>
    /// <param name="replacement">The replacement.</param>
    public static string Redact(string text, string secret, string replacement)
    {
        StringBuilder? result = null;
        int copied = 0;
        for (int at = 0; at < text.Length;)
        {
            int length = LengthAt(text, at, secret);
            if (length == 0)
            {
                at++;
                continue;
            }

            (result ??= new StringBuilder(text.Length)).Append(text, copied, at - copied).Append(replacement);
            at += length;
            copied = at;
        }

        return result is null ? text : result.Append(text, copied, text.Length - copied).ToString();
    }

    /// <returns>The length of the secret at this position of the text; 0 when it is not there.</returns>
    private static int LengthAt(string text, int at, string secret) => Math.Max(0, EndOf(text, at, secret, 0) - at);

    /// <returns>The end of the rest of the secret that begins at this position; -1 when it is not there.</returns>
    private static int EndOf(string text, int at, string secret, int index)
    {
        for (; index < secret.Length; index++)
        {
            if (at >= text.Length)
                return -1;
            char character = secret[index];
            bool isPlain = char.ToUpperInvariant(text[at]) == char.ToUpperInvariant(character);
            int[] escapes = EscapesAt(text, at, character);
            if (escapes.Length == 1 && !isPlain)
            {
                at += escapes[0];
                continue;
            }

            // A secret may contain such characters itself: only the text after them decides.
            foreach (int length in escapes)
            {
                if (EndOf(text, at + length, secret, index + 1) is var end and >= 0)
                    return end;
            }

            if (!isPlain)
                return -1;
            at++;
        }

        return at;
    }

    /// <returns>The possible lengths of an escaped form of the character at this position; the longest first.</returns>
    private static int[] EscapesAt(string text, int at, char character) => text[at] switch
    {
        '\\' => JsonEscapesAt(text, at, character),
        '%' => UrlEscapesAt(text, at, character),
        '&' => HtmlEscapesAt(text, at, character),
        '+' when character == ' ' => [1],
        _ => [],
    };

    // JSON within a JSON string doubles the backslashes.
    private static int[] JsonEscapesAt(string text, int at, char character)
    {
        int end = at;
        while (end < text.Length && text[end] == '\\')
            end++;
        int backslashes = end - at;
        if (IsAt(text, end, 'u' + ((int)character).ToString("x4", CultureInfo.InvariantCulture)))
            return [backslashes + 5];
        return character switch
        {
            '\\' => backslashes >= 4 ? [4, 2] : backslashes >= 2 ? [2] : [],
            '/' or '"' when IsAt(text, end, character.ToString()) => [backslashes + 1],
            _ => [],
        };
    }

    // Encoded twice, the percent sign is "%25".
    private static int[] UrlEscapesAt(string text, int at, char character)
    {
        int end = at;
        foreach (byte value in Encoding.UTF8.GetBytes([character]))
        {
            if (!IsAt(text, end, "%"))
                return [];
            end++;
            string hex = value.ToString("x2", CultureInfo.InvariantCulture);
            while (IsAt(text, end, "25") && (character == '%' ? IsAt(text, end + 2, "25") : !IsAt(text, end, hex)))
                end += 2;
            if (!IsAt(text, end, hex))
                return [];
            end += 2;
        }

        // A percent sign may be followed by digits of the secret.
        return character == '%' ? [.. Enumerable.Range(1, (end - at) / 2).Select(count => 1 + (2 * count)).Reverse()] : [end - at];
    }

    private static int[] HtmlEscapesAt(string text, int at, char character)
    {
        int end = text.IndexOf(';', at, Math.Min(10, text.Length - at));
        if (end < 0)
            return [];
        string name = text.Substring(at + 1, end - at - 1);
        bool isCharacter = name switch
        {
            "amp" => character == '&',
            "lt" => character == '<',
            "gt" => character == '>',
            "quot" => character == '"',
            "apos" => character == '\'',
            _ => IsNumber(name, character),
        };
        return isCharacter ? [end - at + 1] : [];
    }

    // Decimal, such as "#39" or "#039", or hexadecimal, such as "#x27".
    private static bool IsNumber(string name, int code)
    {
        bool isHexadecimal = name.StartsWith("#x", StringComparison.OrdinalIgnoreCase);
        string number = code.ToString(isHexadecimal ? "x" : "d", CultureInfo.InvariantCulture);
        string digits = name.TrimStart('#', 'x', 'X', '0');
        return name.StartsWith("#", StringComparison.Ordinal) && string.Equals(digits, number, StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsAt(string text, int at, string what) =>
        at <= text.Length && string.Compare(text, at, what, 0, what.Length, StringComparison.OrdinalIgnoreCase) == 0;
}
