using System;
using System.Management.Automation;
using KooDrive.Client.Diagnostics;
using KooDrive.PowerShell.Errors;

namespace KooDrive.PowerShell.Cmdlets;

/// <summary>
/// Tests the connection of the session: outputs a check for each step when it ends. A failed step is a check, not an error.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "KooDriveConnection")]
[OutputType(typeof(ConnectionCheck), typeof(bool))]
public sealed class TestKooDriveConnectionCommand : KooDriveSessionCommand
{
    /// <summary>Outputs only whether the session works: $true or $false.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    private protected override void WriteStartError(KooDriveException error)
    {
        if (Quiet)
            WriteObject(false);
        else
            base.WriteStartError(error);
    }

    /// <inheritdoc/>
    private protected override void Process()
    {
        if (Quiet)
            WriteObject(Works());
        else
            ForEach(Client.TestConnectionAsync(Hooks, StopToken), finding => WriteObject(Advise(finding)));
    }

    private bool Works()
    {
        bool works = true;
        try
        {
            ForEach(Client.TestConnectionAsync(Hooks, StopToken), finding => works &= finding.Problem is ConnectionProblem.None);
        }
        catch (KooDriveException)
        {
            works = false; // The session has been disconnected meanwhile.
        }

        return works;
    }

    private static ConnectionCheck Advise(ConnectionFinding finding) => RecommendedActions.For(finding) is { } action
        ? new ConnectionCheck(
            finding.Check.Step, finding.Check.Outcome, finding.Check.Duration, finding.Check.Detail + Environment.NewLine + action)
        : finding.Check;
}
