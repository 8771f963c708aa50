using System.Management.Automation;
using KooDrive.Errors;
using KooDrive.Parameters;
using KooDrive.Sessions;

namespace KooDrive.Cmdlets;

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

    /// <summary>Finds the session. To be called on the pipeline thread before anything is awaited.</summary>
    /// <exception cref="KooDriveException">There is none, or it is of no use here.</exception>
    private protected void RequireSession()
    {
        // A session that was passed but is null is a mistake: falling back to another one could reach the wrong tenant.
        if (!MyInvocation.BoundParameters.ContainsKey(nameof(Session)))
            Session = SessionStore.Current;
        _ = Session is null ? throw ErrorRecords.NoSession() : Session.Client;
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
