using System.Management.Automation;
using KooDrive.PowerShell.Errors;
using KooDrive.PowerShell.Parameters;
using KooDrive.PowerShell.Sessions;

namespace KooDrive.PowerShell.Cmdlets;

/// <summary>Ends the session of this runspace and wipes its secrets. Without a session, does nothing.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "KooDrive")]
[OutputType(typeof(void))]
public sealed class DisconnectKooDriveCommand : KooDriveCommand
{
    /// <summary>The session to end; without it, the one that Connect-KooDrive created in this runspace. Null ends nothing.</summary>
    [Parameter]
    [SessionTransformation]
    public KooDriveSession? Session { get; set; }

    /// <inheritdoc/>
    private protected override void Process()
    {
        // A session that was passed but is null must not end another one.
        var session = MyInvocation.BoundParameters.ContainsKey(nameof(Session)) ? Session : SessionStore.Current;
        if (session is { IsDeserialized: true })
            throw SessionErrors.Deserialized();
        if (session is not null && session == SessionStore.Current)
            SessionStore.Current = null;
        session?.Dispose();
    }
}
