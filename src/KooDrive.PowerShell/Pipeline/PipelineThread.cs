using System;
using System.Collections.Generic;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;

namespace KooDrive.PowerShell.Pipeline;

/// <summary>
/// Waits on the pipeline thread for work on other threads. Meanwhile, writes messages to streams and runs the user's script blocks,
/// which only this thread may do.
/// </summary>
/// <remarks>With a monitor: spinning would take the processor from the work that it waits for.</remarks>
internal sealed class PipelineThread(CancellationTokenSource stop)
{
    private readonly Queue<Item> _items = new();
    private readonly Queue<Action> _held = new();

    /// <summary>Posts a message, which is written when the thread waits, or when messages are no longer held. From any thread.</summary>
    public void Post(Action message) => Post(new Item(message, IsMessage: true));

    /// <summary>Posts a call, which is made when the thread waits, also while messages are held. From any thread.</summary>
    public void PostCall(Action call) => Post(new Item(call, IsMessage: false));

    /// <summary>Calls a function on the pipeline thread, also while messages are held. From any thread.</summary>
    public Task<T> InvokeAsync<T>(Func<T> function, CancellationToken cancellationToken)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var registration = cancellationToken.Register(() => result.TrySetCanceled(cancellationToken));
        Observe(result.Task, registration.Dispose);
        PostCall(() =>
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
    /// <param name="task">The task.</param>
    /// <param name="holdMessages">
    /// True to write no message meanwhile: a preference can make a message end the pipeline, and the result of the task would be lost.
    /// <see cref="WriteHeldMessages"/> writes them.
    /// </param>
    /// <exception cref="OperationCanceledException">The task was canceled.</exception>
    public T Wait<T>(Task<T> task, bool holdMessages = false)
    {
        Observe(task, () => PostCall(static () => { }));

        ExceptionDispatchInfo? ended = null;
        while (TakeUntilEndOf(task) is { } item)
        {
            if (ended is not null)
                continue;
            if (item.IsMessage && holdMessages)
            {
                _held.Enqueue(item.Action);
                continue;
            }

            try
            {
                item.Action();
            }
            catch (Exception e) when (!task.IsCompleted)
            {
                // Writing to a stream ended the pipeline: cancel the task too.
                ended = ExceptionDispatchInfo.Capture(e);
                stop.Cancel();
            }
        }

        ended?.Throw();
        return task.GetAwaiter().GetResult();
    }

    /// <summary>Writes the messages that were held. On the pipeline thread only.</summary>
    public void WriteHeldMessages()
    {
        while (_held.Count > 0)
            _held.Dequeue()();
    }

    // Observes the exception: the command of the task may have ended.
    private static void Observe(Task task, Action whenCompleted)
    {
        if (task.IsCompleted)
            WhenCompleted(task);
        else
            task.ContinueWith(WhenCompleted, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

        void WhenCompleted(Task completed)
        {
            _ = completed.Exception;
            whenCompleted();
        }
    }

    private void Post(Item item)
    {
        lock (_items)
        {
            _items.Enqueue(item);
            Monitor.Pulse(_items);
        }
    }

    // The next item; null when there is none and the task has ended.
    private Item? TakeUntilEndOf(Task task)
    {
        lock (_items)
        {
            while (_items.Count == 0 && !task.IsCompleted)
                Monitor.Wait(_items);
            return _items.Count > 0 ? _items.Dequeue() : null;
        }
    }

    private sealed record Item(Action Action, bool IsMessage);
}
