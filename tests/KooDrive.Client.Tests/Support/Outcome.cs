using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using KooDrive.Client.Paging;

namespace KooDrive.Client.Tests;

/// <summary>The result of a listing: its pages, and its error; null when it succeeded.</summary>
internal sealed record Outcome(IReadOnlyList<Page<TaskInfo>> Pages, KooDriveException? Error)
{
    public IEnumerable<string?> Ids => Pages.SelectMany(page => page.Values).Select(task => task.TaskId);

    public static async Task<Outcome> OfAsync(IAsyncEnumerable<Page<TaskInfo>> listing)
    {
        var pages = new List<Page<TaskInfo>>();
        try
        {
            await foreach (var page in listing)
                pages.Add(page);
            return new Outcome(pages, null);
        }
        catch (KooDriveException e)
        {
            return new Outcome(pages, e);
        }
    }
}
