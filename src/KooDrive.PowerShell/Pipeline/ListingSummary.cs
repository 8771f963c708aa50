using System;
using KooDrive.Client.Paging;

namespace KooDrive.PowerShell.Pipeline;

/// <summary>The position of a listing.</summary>
/// <param name="cursor">Where it begins; null or empty for the beginning.</param>
/// <param name="itemsName">The name of the objects, in the plural.</param>
internal sealed class ListingSummary(string? cursor, string itemsName)
{
    private long _pages;

    /// <summary>How many objects have been output.</summary>
    public long Count { get; private set; }

    /// <summary>Where to continue; null when the listing is complete.</summary>
    /// <remarks>Before the first page, where it begins: <c>-First 0</c> leaves it there.</remarks>
    public string? Next { get; private set; } = cursor ?? string.Empty;

    public void Add<T>(Page<T> page)
    {
        Next = page.NextCursor;
        Count += page.Values.Count;
        _pages++;
    }

    /// <summary>For a progress bar.</summary>
    public string Progress(TimeSpan elapsed) =>
        SR.Format(CommandMessages.ListingProgress, Count, itemsName, _pages, Count / elapsed.TotalSeconds);

    /// <summary>Whether the listing is complete.</summary>
    public override string ToString() => Next is null
        ? SR.Format(CommandMessages.ListingComplete, Count, itemsName, _pages)
        : SR.Format(CommandMessages.ListingEndedAsAsked, Count, itemsName, _pages, Next);
}
