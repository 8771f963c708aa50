using System.Management.Automation;

namespace KooDrive.PowerShell.Cmdlets;

/// <summary>Shows the session of this runspace, without its secrets.</summary>
[Cmdlet(VerbsCommon.Get, "KooDriveSession")]
[OutputType(typeof(KooDriveSession))]
public sealed class GetKooDriveSessionCommand : KooDriveSessionCommand
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (IsConnected)
            WriteObject(Session);
    }
}
