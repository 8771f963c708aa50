using System.Management.Automation;
using KooDrive.Sessions;

namespace KooDrive.Cmdlets;

/// <summary>Forgets the session of this runspace and wipes its secrets. Without a session there is nothing to do, and no error.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "KooDrive")]
[OutputType(typeof(void))]
public sealed class DisconnectKooDriveCommand : KooDriveSessionCommand
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var session = Session ?? SessionStore.Current;
        if (session == SessionStore.Current)
            SessionStore.Current = null;
        session?.Dispose();
    }
}
