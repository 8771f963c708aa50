using System;
using System.Text.Json;

namespace KooDrive.Client.Json;

/// <summary>
/// Shares the strings that repeat within a listing: tenants, users, locales, result codes. The number of slots is fixed, so that its
/// size does not grow.
/// </summary>
internal sealed class StringPool
{
    private const int HashedBytes = 12; // Ids differ at their ends.

    private readonly string?[] _slots = new string?[256];

    /// <summary>The string or number at the reader; null for null.</summary>
    /// <param name="pool">Shares the strings; null to share none.</param>
    /// <param name="reader">The reader, at the value.</param>
    public static string? Read(StringPool? pool, ref Utf8JsonReader reader) =>
        pool is null ? JsonValues.ReadText(ref reader) : pool.Read(ref reader);

    private string? Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String || reader.HasValueSequence)
            return JsonValues.ReadText(ref reader);

        var text = reader.ValueSpan;
        uint hash = 2166136261;
        foreach (byte value in text.Slice(Math.Max(0, text.Length - HashedBytes)))
            hash = (hash ^ value) * 16777619;
        ref string? slot = ref _slots[(hash ^ (hash >> 16)) & 255];
        if (slot is null || !reader.ValueTextEquals(slot))
            slot = reader.GetString();
        return slot;
    }
}
