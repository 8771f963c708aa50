using System.Collections.Generic;

namespace KooDrive.Client.Paging;

/// <summary>What a response of a listing holds besides its envelope.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Items">The page.</param>
/// <param name="NextCursor">Where the next page starts; null at the end, and where it is not known yet.</param>
internal sealed record ListPage<T>(List<T> Items, string? NextCursor)
{
    /// <summary>How many items the whole list has, where the service says it.</summary>
    public long? Total { get; init; }

    /// <summary>The page is, byte for byte, the one before it.</summary>
    public bool IsRepeat { get; init; }
}
