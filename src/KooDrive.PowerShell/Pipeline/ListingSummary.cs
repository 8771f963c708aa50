using System;
using KooDrive.Client.Paging;

namespace KooDrive.PowerShell.Pipeline;

/// <summary>How far a listing has come.</summary>
/// <param name="cursor">Where it begins; null or empty for the beginning.</param>
/// <param name="itemsName">What is listed, in the plural.</param>
internal sealed class ListingSummary(string? cursor, string itemsName)
{
    private long _pages;

    /// <summary>How many objects have come out.</summary>
    public long Count { get; private set; }

    /// <summary>Where to go on from; null when the listing has come to its end.</summary>
    /// <remarks>Before the first page, the place where it begins: a listing of no objects at all leaves it there.</remarks>
    public string? Next { get; private set; } = cursor ?? string.Empty;

    public void Add<T>(Page<T> page)
    {
        Next = page.NextCursor;
        Count += page.Values.Count;
        _pages++;
    }

    /// <summary>For a progress bar.</summary>
    public string Progress(TimeSpan elapsed) => SR.Format(CommandMessages.ListingProgress, Count, itemsName, _pages, Count / elapsed.TotalSeconds);

    /// <summary>Whether the listing is complete.</summary>
    public override string ToString() => Next is null
        ? SR.Format(CommandMessages.ListingComplete, Count, itemsName, _pages)
        : SR.Format(CommandMessages.ListingEndedAsAsked, Count, itemsName, _pages, Next);
}
