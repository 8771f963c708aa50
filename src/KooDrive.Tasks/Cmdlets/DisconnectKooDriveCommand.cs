using System.Management.Automation;
using KooDrive.Parameters;
using KooDrive.Sessions;

namespace KooDrive.Cmdlets;

/// <summary>Forgets the session of this runspace and wipes its secrets. Without a session there is nothing to do, and no error.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "KooDrive")]
[OutputType(typeof(void))]
public sealed class DisconnectKooDriveCommand : KooDriveCommand
{
    /// <summary>The session to end; without it, the one that Connect-KooDrive made in this runspace.</summary>
    [Parameter]
    [SessionTransformation]
    public KooDriveSession? Session { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var session = Session ?? SessionStore.Current;
        if (session == SessionStore.Current)
            SessionStore.Current = null;
        session?.Dispose();
    }
}
