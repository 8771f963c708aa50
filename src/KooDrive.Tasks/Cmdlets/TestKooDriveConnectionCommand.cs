using System.Management.Automation;

namespace KooDrive.Cmdlets;

/// <summary>Finds out what keeps the session from working: one line for each step, as it ends. What failed is in its line, no error.</summary>
[Cmdlet(VerbsDiagnostic.Test, "KooDriveConnection")]
[OutputType(typeof(ConnectionCheck))]
public sealed class TestKooDriveConnectionCommand : KooDriveSessionCommand
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!IsConnected)
            return;
        try
        {
            WriteChecks();
        }
        catch (KooDriveException e)
        {
            WriteError(e, Session!.Endpoint.AbsoluteUri);
        }
    }

    private void WriteChecks()
    {
        var reader = Client.TestConnectionAsync(Hooks, StopToken).GetAsyncEnumerator();
        try
        {
            while (Wait(reader.MoveNextAsync().AsTask()))
                WriteObject(reader.Current);
        }
        finally
        {
            reader.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }
}
