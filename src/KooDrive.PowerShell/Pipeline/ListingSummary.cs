using System;
using KooDrive.Client;
using KooDrive.Client.Paging;

namespace KooDrive.PowerShell.Pipeline;

/// <summary>The position of a listing.</summary>
/// <param name="cursor">Where it begins; null or empty for the beginning.</param>
/// <param name="countItems">Puts a number of what is listed into words.</param>
internal sealed class ListingSummary(string? cursor, Func<long, string> countItems)
{
    private long _pages;

    /// <summary>How many objects have been output.</summary>
    public long Count { get; private set; }

    /// <summary>Where to continue; null when the listing is complete.</summary>
    /// <remarks>Before the first page, where it begins: <c>-First 0</c> leaves it there.</remarks>
    public string? Next { get; private set; } = cursor ?? string.Empty;

    /// <summary>How many objects have been output, with their name.</summary>
    public string CountText => countItems(Count);

    private string PagesText => QuantityText.Pages(_pages);

    public void Add<T>(Page<T> page)
    {
        Next = page.NextCursor;
        Count += page.Values.Count;
        _pages++;
    }

    /// <summary>For a progress bar.</summary>
    public string Progress(TimeSpan elapsed) =>
        SR.Format(CommandMessages.ListingProgress, CountText, PagesText, Count / elapsed.TotalSeconds);

    /// <summary>Whether the listing is complete.</summary>
    public override string ToString() => Next is null
        ? SR.Format(CommandMessages.ListingComplete, CountText, PagesText)
        : SR.Format(CommandMessages.ListingEndedAsAsked, CountText, PagesText, Next);
}
