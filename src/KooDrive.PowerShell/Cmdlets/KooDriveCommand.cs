using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using KooDrive.Client;
using KooDrive.PowerShell.Errors;
using KooDrive.PowerShell.Pipeline;

namespace KooDrive.PowerShell.Cmdlets;

/// <summary>What every command has: it does its work when it can, it stops when it is told to, and its failures become error records.</summary>
public abstract class KooDriveCommand : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private CommandHooks? _hooks;
    private bool _isReady;

    private protected KooDriveCommand() => PipelineThread = new PipelineThread(_stop);

    private protected PipelineThread PipelineThread { get; }

    /// <summary>Cancelled when the user stops the pipeline.</summary>
    private protected CancellationToken StopToken => _stop.Token;

    /// <summary>Before anything else, also when the command can then do nothing.</summary>
    private protected virtual void Initialize()
    {
    }

    /// <summary>What keeps the command from doing anything at all; null for nothing.</summary>
    private protected virtual KooDriveException? FindObstacle() => null;

    /// <summary>Tells what keeps the command from doing anything at all.</summary>
    private protected virtual void WriteObstacle(KooDriveException obstacle) => WriteError(ErrorRecords.From(obstacle, target: null));

    /// <summary>The work for each record of the input.</summary>
    private protected virtual void Process()
    {
    }

    /// <summary>The work after the input has ended.</summary>
    private protected virtual void End()
    {
    }

    /// <summary>What a failure is about: the target of its error record.</summary>
    private protected virtual object? TargetOf(KooDriveException exception) => null;

    /// <summary>Looks once, on the pipeline thread and before anything is awaited, whether there is anything to work with.</summary>
    protected sealed override void BeginProcessing()
    {
        Initialize();
        if (FindObstacle() is { } obstacle)
            WriteObstacle(obstacle);
        else
            _isReady = true;
    }

    /// <inheritdoc/>
    protected sealed override void ProcessRecord() => Attempt(Process);

    /// <inheritdoc/>
    protected sealed override void EndProcessing() => Attempt(End);

    /// <summary>Cancels what is under way, and only that: the pipeline thread cleans up.</summary>
    protected sealed override void StopProcessing()
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
        _hooks?.Dispose();
        _stop.Dispose();
    }

    /// <summary>How calls of the session's client speak to this command.</summary>
    private protected CallHooks HooksFor(KooDriveSession session) => (_hooks ??= new CommandHooks(this, PipelineThread, session)).Hooks;

    /// <summary>Does a part of the work, if the command can do any. A failure becomes an error, and the command goes on.</summary>
    /// <param name="work">The part.</param>
    /// <param name="target">What a failure is about; null for what <see cref="TargetOf"/> says.</param>
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

    /// <summary>Waits for work that is done elsewhere.</summary>
    /// <param name="task">The work.</param>
    /// <param name="holdMessages">True to write no message before the outcome is out: writing one may end the pipeline.</param>
    /// <exception cref="PipelineStoppedException">The user has stopped the pipeline. No error record is made of it.</exception>
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
            _hooks?.GoOn();
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
}
