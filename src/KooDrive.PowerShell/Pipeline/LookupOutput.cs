using System;
using System.Threading.Tasks;
using KooDrive.Client.Lookups;

namespace KooDrive.PowerShell.Pipeline;

/// <summary>Outputs the results of lookups by id, in the order of the ids, as early as possible.</summary>
/// <typeparam name="T">The type of the resource.</typeparam>
/// <param name="lookups">The lookups.</param>
/// <param name="wait">Waits on the pipeline thread.</param>
/// <param name="write">Outputs one result.</param>
internal sealed class LookupOutput<T>(
    LookupSequence<T> lookups, Func<Task<Outcome<T>>, Outcome<T>> wait, Action<Outcome<T>> write) : ILookupOutput
    where T : class
{
    public void Add(string id)
    {
        while (lookups.IsFull)
            WriteNext();
        lookups.Start(id);
        while (lookups.IsNextReady)
            WriteNext();
    }

    public void Complete()
    {
        while (lookups.HasMore)
            WriteNext();
    }

    public void Dispose() => lookups.DisposeAsync().AsTask().GetAwaiter().GetResult();

    private void WriteNext() => write(wait(lookups.TakeAsync()));
}
