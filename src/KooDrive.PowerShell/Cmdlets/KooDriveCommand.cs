using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using KooDrive.Client;
using KooDrive.PowerShell.Errors;
using KooDrive.PowerShell.Pipeline;

namespace KooDrive.PowerShell.Cmdlets;

/// <summary>
/// The base class of all commands: stops at once when the user stops the pipeline, and turns failures into error records.
/// </summary>
public abstract class KooDriveCommand : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private CommandHooks? _hooks;
    private bool _isReady;

    private protected KooDriveCommand() => PipelineThread = new PipelineThread(_stop);

    private protected PipelineThread PipelineThread { get; }

    /// <summary>Canceled when the user stops the pipeline.</summary>
    private protected CancellationToken StopToken => _stop.Token;

    /// <summary>The work before all other work, also when the command cannot start.</summary>
    private protected virtual void Initialize()
    {
    }

    /// <summary>Why the command cannot start; null if it can.</summary>
    private protected virtual KooDriveException? FindStartError() => null;

    /// <summary>Reports why the command cannot start.</summary>
    private protected virtual void WriteStartError(KooDriveException error) => WriteError(ErrorRecords.From(error, target: null));

    /// <summary>The work for each record of the input.</summary>
    private protected virtual void Process()
    {
    }

    /// <summary>The work after the input has ended.</summary>
    private protected virtual void End()
    {
    }

    /// <summary>The target of the error record of a failure.</summary>
    private protected virtual object? TargetOf(KooDriveException exception) => null;

    /// <summary>Checks on the pipeline thread, before anything is awaited, whether the command can start.</summary>
    protected sealed override void BeginProcessing()
    {
        Initialize();
        if (FindStartError() is { } error)
            WriteStartError(error);
        else
            _isReady = true;
    }

    /// <inheritdoc/>
    protected sealed override void ProcessRecord() => Attempt(Process);

    /// <inheritdoc/>
    protected sealed override void EndProcessing() => Attempt(End);

    /// <summary>Only cancels: the pipeline thread cleans up.</summary>
    protected sealed override void StopProcessing()
    {
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The command ended at the same moment.
        }
    }

    /// <summary>Releases what the command uses, also after a stop and after an early end of the pipeline.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases what the command uses.</summary>
    /// <param name="disposing">Always true.</param>
    protected virtual void Dispose(bool disposing)
    {
        _hooks?.Dispose();
        _stop.Dispose();
    }

    /// <summary>The callbacks for the session's client.</summary>
    private protected CallHooks HooksFor(KooDriveSession session) => (_hooks ??= new CommandHooks(this, PipelineThread, session)).Hooks;

    /// <summary>Does a part of the work, if the command could start. A failure becomes an error, and the command continues.</summary>
    /// <param name="work">The work.</param>
    /// <param name="target">The target of the error record; null for that of <see cref="TargetOf"/>.</param>
    private protected void Attempt(Action work, object? target = null)
    {
        if (!_isReady)
            return;
        try
        {
            work();
        }
        catch (KooDriveException e)
        {
            WriteError(ErrorRecords.From(e, target ?? TargetOf(e)));
        }

        PipelineThread.WriteHeldMessages();
    }

    /// <summary>Waits for work on other threads.</summary>
    /// <param name="task">The work.</param>
    /// <param name="holdMessages">True to write messages only after the result has been output: writing one may end the pipeline.</param>
    /// <exception cref="PipelineStoppedException">The user has stopped the pipeline. It does not become an error record.</exception>
    private protected T Wait<T>(Task<T> task, bool holdMessages = false)
    {
        try
        {
            return PipelineThread.Wait(task, holdMessages);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        finally
        {
            _hooks?.HideRetries();
        }
    }

    /// <summary>Processes each item when it arrives, on the pipeline thread.</summary>
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
            // Also when the consumer ends the pipeline, which is only visible as an exception of WriteObject.
            reader.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }
}
