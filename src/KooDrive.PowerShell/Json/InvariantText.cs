using System;
using System.Globalization;

namespace KooDrive.PowerShell.Json;

/// <summary>Single values as text, the same in every culture.</summary>
internal static class InvariantText
{
    /// <summary>Times are UTC in ISO 8601, as the service writes them; a time of unspecified kind is local.</summary>
    public static string Of(object value) => value switch
    {
        DateTime time => Of(time.ToUniversalTime()),
        DateTimeOffset time => Of(time.UtcDateTime),
        TimeSpan span => span.ToString("c", CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        float number => number.ToString("R", CultureInfo.InvariantCulture),
        Enum => ((Enum)value).ToString("D"),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? string.Empty,
    };

    private static string Of(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
