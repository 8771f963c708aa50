using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Threading;

namespace PwshLite;

/// <summary>Runs scripts in one runspace; the engine formats the output for the host.</summary>
internal sealed class ScriptRunner : IDisposable
{
    private readonly LiteHost _host;
    private readonly Runspace _runspace;

    public ScriptRunner(LiteHost host)
    {
        _host = host;
        var state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows())
            state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.RemoteSigned; // pwsh's default; the engine's is Restricted.
        _runspace = RunspaceFactory.CreateRunspace(host, state);
        _runspace.ThreadOptions = PSThreadOptions.ReuseThread;
        _runspace.Open();
        Runspace.DefaultRunspace = _runspace;
    }

    /// <summary>Runs the script or command of the command line, until it ends or <paramref name="stop"/> stops it.</summary>
    /// <returns>The exit code, the same as that of <c>pwsh</c>. Undefined when stopped.</returns>
    public int Run(CommandLine commandLine, CancellationToken stop)
    {
        return commandLine.ScriptPath is { } path
            ? RunScript(path, commandLine.ScriptArguments, stop)
            : RunText(commandLine.CommandText!, stop);
    }

    /// <inheritdoc />
    public void Dispose() => _runspace.Dispose();

    // As with pwsh, non-terminating errors and failed programs do not make the script fail.
    private int RunScript(string path, IReadOnlyList<string> arguments, CancellationToken stop)
    {
        var command = new Command(path, isScript: false, useLocalScope: false); // The global scope, as with pwsh.
        foreach (CommandParameter parameter in ScriptParameters.From(arguments))
            command.Parameters.Add(parameter);
        ScriptExit.PassToHost(_runspace);
        return TryInvoke(command, stop) ? _host.ExitCode ?? ExitCodes.Success : ExitCodes.Failure;
    }

    private int RunText(string text, CancellationToken stop)
    {
        if (!TryInvoke(new Command(text, isScript: true), stop))
            return ExitCodes.Failure;
        if (_host.ExitCode is { } requested)
            return requested;
        return _runspace.SessionStateProxy.GetVariable("?") is true ? ExitCodes.Success : ExitCodes.Failure;
    }

    // False after a terminating error, which has been shown.
    private bool TryInvoke(Command command, CancellationToken stop)
    {
        using var shell = PowerShell.Create(_runspace);
        command.MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        shell.Commands.AddCommand(command).AddCommand("Out-Default");

        // Stop waits for the finally blocks; BeginStop leaves that to Invoke.
        using CancellationTokenRegistration registration = stop.Register(() => shell.BeginStop(null, null));
        try
        {
            // Without history, the engine resets $?.
            shell.Invoke(input: null, new PSInvocationSettings { AddToHistory = true });
            return true;
        }
        catch (RuntimeException) when (stop.IsCancellationRequested)
        {
            return false;
        }
        catch (InvalidPowerShellStateException) when (stop.IsCancellationRequested)
        {
            return false; // Stopped before it had started.
        }
        catch (RuntimeException exception)
        {
            Show(exception);
            return false;
        }
    }

    // Writes the exception as an error with its position. The engine offers that to a trap only; throwing would mark the exception,
    // and change its title. The script has one line, since the view quotes longer ones.
    private void Show(RuntimeException exception)
    {
        const string Script =
            "param($e) $ErrorActionPreference = 'Continue'; $thrown = $e.WasThrownFromThrowStatement; "
            + "trap { $e.WasThrownFromThrowStatement = $thrown } throw $e";
        using var shell = PowerShell.Create(_runspace);
        var command = new Command(Script, isScript: true, useLocalScope: true);
        command.Parameters.Add("e", exception);
        command.MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        shell.Commands.AddCommand(command).AddCommand("Out-Default");
        shell.Invoke();
    }
}
