using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace KooDrive.Client.Json;

/// <summary>A list that the API reference shows under two names. A response may have both if they do not contradict each other.</summary>
internal static class AliasedList
{
    /// <param name="first">The list that was read before; null if there was none.</param>
    /// <param name="second">The list under the other name.</param>
    /// <param name="idOf">Gets the id of an item.</param>
    /// <param name="contradiction">The error text.</param>
    /// <exception cref="JsonException">The lists have different items.</exception>
    public static List<T> Merge<T>(List<T>? first, List<T> second, Func<T, string?> idOf, string contradiction)
    {
        if (first is null or { Count: 0 })
            return second;
        return second.Count == 0 || first.Select(idOf).SequenceEqual(second.Select(idOf)) ? first : throw new JsonException(contradiction);
    }
}
