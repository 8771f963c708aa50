using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;

namespace KooDrive.PowerShell.Tests;

/// <summary>A running script.</summary>
internal sealed class RunningScript : IDisposable
{
    private readonly PowerShellInstance _shell;
    private readonly PSDataCollection<PSObject?> _output = [];
    private readonly Task _end;

    public RunningScript(PowerShellInstance shell)
    {
        _shell = shell;
        var begun = shell.BeginInvoke<PSObject, PSObject?>(input: null, _output);
        _end = Task.Factory.FromAsync(begun, result => shell.EndInvoke(result));
    }

    /// <summary>The output so far.</summary>
    public int OutputCount => _output.Count;

    /// <summary>Completes when so many objects have been output.</summary>
    public async Task WaitForOutputAsync(int count, CancellationToken cancellationToken)
    {
        var come = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _output.DataAdded += (_, _) => Check();
        Check();
        await come.Task.WaitAsync(cancellationToken);

        void Check()
        {
            if (_output.Count >= count)
                come.TrySetResult();
        }
    }

    /// <summary>Waits for the script's end.</summary>
    public async Task<RunResult> WaitAsync(CancellationToken cancellationToken)
    {
        RuntimeException? terminating = null;
        try
        {
            await _end.WaitAsync(cancellationToken);
        }
        catch (RuntimeException e)
        {
            terminating = e;
        }

        // The engine announces the end on the pipeline thread, which the next script in this runspace needs.
        await Task.Yield();
        return new RunResult(_shell, _output, terminating);
    }

    /// <summary>Stops the script like Ctrl+C, and waits until it has ended.</summary>
    public async Task<RunResult> StopAsync(CancellationToken cancellationToken)
    {
        // Not BeginStop: it ends on the pipeline thread, where the next script would wait for itself.
        await Task.Run(_shell.Stop, CancellationToken.None).WaitAsync(cancellationToken);
        return await WaitAsync(cancellationToken);
    }

    public void Dispose()
    {
        _shell.Dispose();
        _output.Dispose();
    }
}
