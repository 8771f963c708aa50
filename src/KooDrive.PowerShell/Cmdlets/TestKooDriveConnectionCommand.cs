using System.Management.Automation;

namespace KooDrive.PowerShell.Cmdlets;

/// <summary>Finds out what keeps the session from working: one line for each step, as it ends. What failed is in its line, no error.</summary>
[Cmdlet(VerbsDiagnostic.Test, "KooDriveConnection")]
[OutputType(typeof(ConnectionCheck))]
public sealed class TestKooDriveConnectionCommand : KooDriveSessionCommand
{
    /// <inheritdoc/>
    private protected override void Process() => ForEach(Client.TestConnectionAsync(Hooks, StopToken), WriteObject);
}
