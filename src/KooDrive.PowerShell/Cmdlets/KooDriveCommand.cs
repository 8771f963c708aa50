using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using KooDrive.PowerShell.Errors;
using KooDrive.PowerShell.Pipeline;

namespace KooDrive.PowerShell.Cmdlets;

/// <summary>What every command has: it stops when it is told to, and its failures become error records.</summary>
public abstract class KooDriveCommand : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PipelineThread _pipelineThread;

    private protected KooDriveCommand() => _pipelineThread = new PipelineThread(_stop);

    private protected PipelineThread PipelineThread => _pipelineThread;

    /// <summary>Cancelled when the user stops the pipeline.</summary>
    private protected CancellationToken StopToken => _stop.Token;

    /// <summary>Cancels what is under way, and only that: the pipeline thread cleans up.</summary>
    protected override void StopProcessing()
    {
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The command ended by itself at the same moment.
        }
    }

    /// <summary>Lets go of what the command held, also after a stop and after an early end of the pipeline.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Lets go of what the command held.</summary>
    /// <param name="disposing">Always true.</param>
    protected virtual void Dispose(bool disposing)
    {
        _stop.Dispose();
    }

    /// <summary>Waits for work that is done elsewhere.</summary>
    /// <exception cref="PipelineStoppedException">The user has stopped the pipeline. No error record is made of it.</exception>
    private protected T Wait<T>(Task<T> task)
    {
        try
        {
            return _pipelineThread.Wait(task);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <summary>Does something with each item as it comes, on the pipeline thread.</summary>
    private protected void ForEach<T>(IAsyncEnumerable<T> items, Action<T> use)
    {
        var reader = items.GetAsyncEnumerator();
        try
        {
            while (Wait(reader.MoveNextAsync().AsTask()))
                use(reader.Current);
        }
        finally
        {
            // Also when the consumer has had enough: the only sign of that is an exception out of WriteObject.
            reader.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private protected void WriteError(KooDriveException exception, object? target) => WriteError(ErrorRecords.From(exception, target));
}
