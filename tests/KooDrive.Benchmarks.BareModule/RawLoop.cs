using System;
using System.Threading.Tasks;

namespace KooDrive.Benchmarks;

/// <summary>The plain loops without PowerShell: request, read, next.</summary>
public static class RawLoop
{
    /// <summary>Reads all pages, one after another.</summary>
    /// <returns>The number of tasks.</returns>
    public static long List(Uri endpoint) => ListAsync(endpoint).GetAwaiter().GetResult();

    /// <summary>Gets tasks by id, one after another.</summary>
    /// <returns>The number of tasks.</returns>
    public static long LookUp(Uri endpoint, string[] taskIds) => LookUpAsync(endpoint, taskIds).GetAwaiter().GetResult();

    private static async Task<long> ListAsync(Uri endpoint)
    {
        using var client = new BareClient(endpoint);
        long tasks = 0;
        long? cursor = null;
        do
        {
            var page = await client.GetPageAsync(cursor).ConfigureAwait(false);
            tasks += page.Tasks!.Count;
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        return tasks;
    }

    private static async Task<long> LookUpAsync(Uri endpoint, string[] taskIds)
    {
        using var client = new BareClient(endpoint);
        long tasks = 0;
        foreach (string taskId in taskIds)
        {
            await client.GetTaskAsync(taskId).ConfigureAwait(false);
            tasks++;
        }

        return tasks;
    }
}
