using System;
using System.Threading.Tasks;
using KooDrive.Client.Lookups;

namespace KooDrive.PowerShell.Pipeline;

/// <summary>Puts out what lookups by id come to, in the order of the ids and as soon as that order allows.</summary>
/// <typeparam name="T">What is looked up.</typeparam>
/// <param name="lookups">The lookups.</param>
/// <param name="wait">Waits on the pipeline thread.</param>
/// <param name="write">Puts one out.</param>
internal sealed class LookupOutput<T>(LookupSequence<T> lookups, Func<Task<Outcome<T>>, Outcome<T>> wait, Action<Outcome<T>> write) : IDisposable
    where T : class
{
    /// <summary>Asks for one more, and puts out what is ready.</summary>
    public void Add(string id)
    {
        while (lookups.IsFull)
            WriteNext();
        lookups.Ask(id);
        while (lookups.IsNextReady)
            WriteNext();
    }

    /// <summary>Puts out the rest.</summary>
    public void Complete()
    {
        while (lookups.HasMore)
            WriteNext();
    }

    public void Dispose() => lookups.DisposeAsync().AsTask().GetAwaiter().GetResult();

    private void WriteNext() => write(wait(lookups.TakeAsync()));
}
