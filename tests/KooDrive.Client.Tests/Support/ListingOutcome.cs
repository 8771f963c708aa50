using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using KooDrive.Client.Paging;

namespace KooDrive.Client.Tests;

/// <summary>The result of a listing: its pages, and its error; null when it succeeded.</summary>
internal sealed record ListingOutcome<T>(IReadOnlyList<Page<T>> Pages, KooDriveException? Error)
{
    public IEnumerable<T> Values => Pages.SelectMany(page => page.Values);
}

internal static class ListingOutcome
{
    public static async Task<ListingOutcome<T>> OfAsync<T>(IAsyncEnumerable<Page<T>> listing)
    {
        var pages = new List<Page<T>>();
        try
        {
            await foreach (var page in listing)
                pages.Add(page);
            return new ListingOutcome<T>(pages, null);
        }
        catch (KooDriveException e)
        {
            return new ListingOutcome<T>(pages, e);
        }
    }

    extension(ListingOutcome<TaskInfo> outcome)
    {
        public IEnumerable<string?> Ids => outcome.Values.Select(task => task.TaskId);
    }
}
