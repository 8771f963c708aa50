using System.Management.Automation;

namespace KooDrive.PowerShell.Cmdlets;

/// <summary>Shows the session of this runspace, without its secrets.</summary>
[Cmdlet(VerbsCommon.Get, "KooDriveSession")]
[OutputType(typeof(KooDriveSession))]
public sealed class GetKooDriveSessionCommand : KooDriveSessionCommand
{
    /// <inheritdoc/>
    private protected override void Process()
    {
        Session!.Lifetime.HandOut();
        WriteObject(Session);
    }
}
