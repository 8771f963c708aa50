using System;
using System.Globalization;

namespace KooDrive.Client.Paging;

/// <summary>
/// The cursor of a list that the service pages by offset: the offset as text, with a prefix that distinguishes it from other cursors.
/// </summary>
internal static class OffsetCursor
{
    private const string Prefix = "offset=";

    public static string Of(long offset) => Prefix + offset.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether a cursor has the prefix.</summary>
    public static bool IsMarked(string cursor) => cursor.StartsWith(Prefix, StringComparison.Ordinal);

    /// <param name="cursor">The cursor, or the offset alone; null for the beginning.</param>
    /// <param name="offset">How many items are before the page.</param>
    public static bool TryParse(string? cursor, out long offset)
    {
        offset = 0;
        if (cursor is null)
            return true;
        string digits = IsMarked(cursor) ? cursor.Substring(Prefix.Length) : cursor;
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out offset);
    }
}
