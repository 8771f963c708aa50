using System;
using System.Collections.Generic;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;

namespace KooDrive.PowerShell.Pipeline;

/// <summary>
/// Waits on the pipeline thread for work that is done elsewhere, and meanwhile does here what may be done nowhere else: write to
/// streams and run the user's script blocks.
/// </summary>
/// <remarks>By a monitor: what spins before it blocks takes the processor from the very work that is waited for.</remarks>
internal sealed class PipelineThread(CancellationTokenSource stop)
{
    private readonly Queue<Action> _actions = new();

    /// <summary>Has something done on the pipeline thread, now if it is waiting, else when it waits next. From any thread.</summary>
    public void Post(Action action)
    {
        lock (_actions)
        {
            _actions.Enqueue(action);
            Monitor.Pulse(_actions);
        }
    }

    /// <summary>Has something worked out on the pipeline thread. From any thread.</summary>
    public Task<T> InvokeAsync<T>(Func<T> function, CancellationToken cancellationToken)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var registration = cancellationToken.Register(() => result.TrySetCanceled(cancellationToken));
        result.Task.ContinueWith(_ => registration.Dispose(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        Post(() =>
        {
            if (result.Task.IsCompleted)
                return;
            try
            {
                result.TrySetResult(function());
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                result.TrySetException(e);
            }
        });
        return result.Task;
    }

    /// <summary>Waits for a task. On the pipeline thread only.</summary>
    /// <exception cref="OperationCanceledException">The task was cancelled.</exception>
    public T Wait<T>(Task<T> task)
    {
        if (!task.IsCompleted)
            task.ContinueWith(_ => Post(static () => { }), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

        ExceptionDispatchInfo? ended = null;
        while (TakeUntilEndOf(task) is { } action)
        {
            if (ended is not null)
                continue;
            try
            {
                action();
            }
            catch (Exception e) when (!task.IsCompleted)
            {
                // Writing to a stream ended the pipeline. The task must not outlive it.
                ended = ExceptionDispatchInfo.Capture(e);
                stop.Cancel();
            }
        }

        ended?.Throw();
        return task.GetAwaiter().GetResult();
    }

    // The next action; null when there is none and the task has ended.
    private Action? TakeUntilEndOf(Task task)
    {
        lock (_actions)
        {
            while (_actions.Count == 0 && !task.IsCompleted)
                Monitor.Wait(_actions);
            return _actions.Count > 0 ? _actions.Dequeue() : null;
        }
    }
}
