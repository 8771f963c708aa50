using System;
using System.Threading.Tasks;
using KooDrive.Client.Tasks;

namespace KooDrive.PowerShell.Pipeline;

/// <summary>Puts out what lookups by id come to, in the order of the ids and as soon as that order allows.</summary>
/// <param name="lookups">The lookups.</param>
/// <param name="wait">Waits on the pipeline thread.</param>
/// <param name="write">Puts one out.</param>
internal sealed class LookupOutput(TaskLookups lookups, Func<Task<TaskOutcome>, TaskOutcome> wait, Action<TaskOutcome> write) : IDisposable
{
    /// <summary>Asks for one more task, and puts out what is ready.</summary>
    public void Add(string taskId)
    {
        while (lookups.IsFull)
            WriteNext();
        lookups.Ask(taskId);
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
