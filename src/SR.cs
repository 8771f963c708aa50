using System.Globalization;

namespace KooDrive;

/// <summary>Formats texts for users, in the current culture.</summary>
internal static class SR
{
    public static string Format(string format, params object?[] values) => string.Format(CultureInfo.CurrentCulture, format, values);
}
