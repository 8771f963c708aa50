using System;
using System.Diagnostics;
using System.Linq;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;

namespace KooDrive.Benchmarks.Engine;

/// <summary>A warm PowerShell engine in this process, with the modules imported.</summary>
internal sealed class Shell : IDisposable
{
    private readonly Runspace _runspace;

    /// <param name="host">The host that displays the scripts' output; null for none.</param>
    public Shell(PSHost? host = null)
    {
        var state = InitialSessionState.CreateDefault2();
        state.ImportPSModule(ModulePaths.KooDrive, ModulePaths.Bare);
        _runspace = host is null ? RunspaceFactory.CreateRunspace(state) : RunspaceFactory.CreateRunspace(host, state);
        _runspace.Open();
    }

    /// <summary>Runs a script to its end. An error or a warning is an exception.</summary>
    /// <returns>The last object that it wrote; null for none.</returns>
    public object? Run(string script)
    {
        using var shell = Script(script);
        var output = shell.Invoke();
        if (shell.HadErrors || shell.Streams.Warning.Count > 0)
            throw new InvalidOperationException(
                $"{script}: {string.Join(Environment.NewLine, [.. shell.Streams.Error, .. shell.Streams.Warning])}");
        return output.LastOrDefault()?.BaseObject;
    }

    /// <summary>Times a script, in seconds.</summary>
    public double Time(string script)
    {
        // Every measurement begins with the same heap.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        long begin = Stopwatch.GetTimestamp();
        Run(script);
        return Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }

    /// <summary>A script that has not been started.</summary>
    public PowerShellInstance Script(string script)
    {
        var shell = PowerShellInstance.Create(_runspace);
        shell.AddScript(script);
        return shell;
    }

    public void Dispose() => _runspace.Dispose();
}
