using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace KooDrive.Client.Http;

/// <summary>
/// Makes what the service says fit for messages: short, on one line, and without our own secrets, which a gateway may echo.
/// </summary>
internal static class ServiceText
{
    private const int MaximumLength = 500;
    private const string Struck = "***";

    public static string? Clean(string? text, IReadOnlyCollection<string> secrets)
    {
        if (text is null)
            return null;
        foreach (string form in secrets.SelectMany(Forms).Where(form => form.Length > 0).OrderByDescending(form => form.Length))
            text = Regex.Replace(text, Regex.Escape(form), Struck, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
        text = new string([.. text.Select(character => char.IsControl(character) ? ' ' : character)]);
        return text.Length <= MaximumLength ? text : text.Substring(0, MaximumLength) + "…";
    }

    private static IEnumerable<string> Forms(string secret)
    {
        yield return secret;
        yield return Convert.ToBase64String(Encoding.UTF8.GetBytes(secret));
        yield return Uri.EscapeDataString(secret);
        yield return WebUtility.UrlEncode(secret);
    }
}
