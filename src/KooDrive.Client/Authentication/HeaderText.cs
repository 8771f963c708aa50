using System;
using System.Linq;

namespace KooDrive.Client.Authentication;

/// <summary>Text that becomes part of a header. Checked first, because the platform's error would quote it.</summary>
internal static class HeaderText
{
    /// <exception cref="ArgumentException">The text is empty or has characters other than visible ASCII and blanks.</exception>
    public static string Require(string text, string what)
    {
        if (string.IsNullOrWhiteSpace(text))
            throw new ArgumentException(SR.Format(ClientMessages.ValueEmpty, what));
        string trimmed = text.Trim();
        if (!IsValidHeaderValue(trimmed))
            throw new ArgumentException(SR.Format(ClientMessages.ValueNotForHeader, what));
        return trimmed;
    }

    /// <summary>Whether it is not empty and consists of visible ASCII and blanks only.</summary>
    public static bool IsValidHeaderValue(string? text) =>
        !string.IsNullOrWhiteSpace(text) && !text!.Any(character => character is < ' ' or > '~');
}
