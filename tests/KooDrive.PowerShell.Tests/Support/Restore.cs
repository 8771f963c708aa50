namespace KooDrive.PowerShell.Tests;

/// <summary>Objects as they come back from jobs, remoting and CLIXML.</summary>
internal static class Restore
{
    /// <summary>A function for scripts: <c>$tasks | Restore</c>.</summary>
    public const string Filter =
        "filter Restore { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($_)) }\n";
}
