using System.Collections.Generic;

namespace KooDrive.Client.Paging;

/// <summary>The content of one response of a listing.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
/// <param name="Items">The page.</param>
/// <param name="NextCursor">Where the next page starts; null at the end, and while it is not known.</param>
internal sealed record ListPage<T>(List<T> Items, string? NextCursor)
{
    /// <summary>How many items the whole list has, if the service returns it.</summary>
    public long? Total { get; init; }

    /// <summary>Whether the page is identical to the previous one.</summary>
    public bool IsRepeat { get; init; }
}
