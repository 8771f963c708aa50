using System.Management.Automation;
using KooDrive.Client;
using KooDrive.Client.Tasks;
using KooDrive.PowerShell.Errors;
using KooDrive.PowerShell.Parameters;
using KooDrive.PowerShell.Pipeline;
using KooDrive.PowerShell.Sessions;

namespace KooDrive.PowerShell.Cmdlets;

/// <summary>What every command that talks to the service has: a session.</summary>
public abstract class KooDriveSessionCommand : KooDriveCommand
{
    private CallHooks? _hooks;

    /// <summary>The session to use; without it, the one that Connect-KooDrive made in this runspace.</summary>
    [Parameter]
    [SessionTransformation]
    public KooDriveSession? Session { get; set; }

    private protected KooDriveClient Client => Session!.Client;

    /// <summary>How calls speak to this command's streams.</summary>
    private protected CallHooks Hooks => _hooks ??= CreateHooks();

    /// <summary>False when there is no usable session, which has been said: there is nothing to do.</summary>
    private protected bool IsConnected { get; private set; }

    /// <summary>Finds the session, on the pipeline thread and before anything is awaited.</summary>
    protected override void BeginProcessing()
    {
        try
        {
            // A session that was passed but is null is a mistake: falling back to another one could reach the wrong tenant.
            if (!MyInvocation.BoundParameters.ContainsKey(nameof(Session)))
                Session = SessionStore.Current;
            _ = Session is null ? throw ErrorRecords.NoSession() : Session.Client;
            IsConnected = true;
        }
        catch (KooDriveException e)
        {
            WriteError(e, target: null);
        }
    }

    /// <summary>Outputs a task, or the error that there is instead of it.</summary>
    private protected void WriteOutcome(TaskOutcome outcome)
    {
        if (outcome.Task is { } task)
        {
            Session!.Seen.Add(task);
            WriteObject(task);
        }
        else
        {
            WriteError(outcome.Failure!, outcome.TaskId);
        }
    }

    private CallHooks CreateHooks()
    {
        var provider = Session!.AccessTokenProvider;
        if (provider?.IsAsking == true)
            throw ErrorRecords.SessionAwaitsToken();
        return new CallHooks
        {
            Verbose = text => PipelineThread.Post(() => WriteVerbose(text)),
            Warning = text => PipelineThread.Post(() => WriteWarning(text)),
            AccessTokenProvider = provider is null
                ? null
                : cancellationToken => PipelineThread.InvokeAsync(provider.Ask, cancellationToken),
        };
    }
}
