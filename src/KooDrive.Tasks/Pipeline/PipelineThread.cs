using System;
using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;

namespace KooDrive.Pipeline;

/// <summary>
/// Waits on the pipeline thread for work that is done elsewhere, and meanwhile does here what may be done nowhere else: write to
/// streams and run the user's script blocks.
/// </summary>
internal sealed class PipelineThread(CancellationTokenSource stop) : IDisposable
{
    private readonly BlockingCollection<Action> _actions = [];

    /// <summary>Has something done on the pipeline thread, now if it is waiting, else when it waits next. From any thread.</summary>
    public void Post(Action action)
    {
        try
        {
            _actions.Add(action);
        }
        catch (Exception e) when (e is ObjectDisposedException or InvalidOperationException)
        {
            // The command has ended; there is nobody left to tell.
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
        while (!task.IsCompleted || _actions.Count > 0)
        {
            Action action = _actions.Take();
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

    public void Dispose() => _actions.Dispose();
}
