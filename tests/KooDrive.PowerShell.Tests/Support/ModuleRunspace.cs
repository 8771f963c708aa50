using System;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace KooDrive.PowerShell.Tests;

/// <summary>A runspace of a real PowerShell engine that has imported the staged module.</summary>
internal sealed class ModuleRunspace : IDisposable
{
    static ModuleRunspace() => Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");

    public ModuleRunspace(bool import = true)
    {
        var state = InitialSessionState.CreateDefault2();
        state.Commands.Add(new SessionStateCmdletEntry("Select-First", typeof(SelectFirstCommand), helpFileName: null));
        if (OperatingSystem.IsWindows())
            state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.RemoteSigned;
        Runspace = RunspaceFactory.CreateRunspace(state);
        Runspace.ThreadOptions = PSThreadOptions.ReuseThread;
        Runspace.Open();
        if (import)
            Import();
    }

    public Runspace Runspace { get; }

    public object? this[string variable]
    {
        get => Runspace.SessionStateProxy.GetVariable(variable);
        set => Runspace.SessionStateProxy.SetVariable(variable, value);
    }

    public void Import() => Run($"Import-Module '{StagedModule.Manifest}' -ErrorAction Stop").Clean();

    /// <summary>Runs a script in the global scope, to its end.</summary>
    public RunResult Run(string script)
    {
        using var shell = Create(script);
        var output = new PSDataCollection<PSObject?>();
        RuntimeException? terminating = null;
        try
        {
            shell.Invoke<PSObject, PSObject?>(input: null, output, settings: null);
        }
        catch (RuntimeException e)
        {
            terminating = e;
        }

        return new RunResult(shell, output, terminating);
    }

    /// <summary>Starts a script in the global scope.</summary>
    public RunningScript Start(string script) => new(Create(script));

    public void Dispose() => Runspace.Dispose();

    private PowerShellInstance Create(string script)
    {
        var shell = PowerShellInstance.Create(Runspace);
        shell.AddScript(script, useLocalScope: false);
        return shell;
    }
}
