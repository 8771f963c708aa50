using System;
using System.Globalization;

namespace KooDrive.Client.Paging;

/// <summary>The cursor of a list that the service reads by offset: the offset as text. It says what it is, so that it is taken for no other cursor.</summary>
internal static class OffsetCursor
{
    private const string Prefix = "offset=";

    public static string Of(long offset) => Prefix + offset.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether a cursor can only be one of these.</summary>
    public static bool IsMarked(string cursor) => cursor.StartsWith(Prefix, StringComparison.Ordinal);

    /// <param name="cursor">The cursor, or the offset alone; null for the beginning.</param>
    /// <param name="offset">How many items stand before the page.</param>
    public static bool TryParse(string? cursor, out long offset)
    {
        offset = 0;
        if (cursor is null)
            return true;
        string digits = IsMarked(cursor) ? cursor.Substring(Prefix.Length) : cursor;
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out offset);
    }
}
