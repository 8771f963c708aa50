using System.Globalization;

namespace KooDrive;

/// <summary>Fills the gaps in a text for people.</summary>
internal static class SR
{
    public static string Format(string format, params object?[] values) => string.Format(CultureInfo.CurrentCulture, format, values);
}
