using System;
using System.Management.Automation;
using System.Reflection;

namespace KooDrive.PowerShell.Tests;

/// <summary>
/// Ends the pipeline like <c>Select-Object -First</c>, which the engine does not have: with the engine's internal exception, and
/// without a stop.
/// </summary>
[Cmdlet(VerbsCommon.Select, "First")]
public sealed class SelectFirstCommand : PSCmdlet
{
    private int _count;

    [Parameter(Mandatory = true, Position = 0)]
    public int Count { get; set; }

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    protected override void ProcessRecord()
    {
        WriteObject(InputObject);
        if (++_count == Count)
            throw EnoughException();
    }

    private Exception EnoughException()
    {
        var type = typeof(PSCmdlet).Assembly.GetType("System.Management.Automation.StopUpstreamCommandsException", throwOnError: true)!;
        return (Exception)Activator.CreateInstance(
            type, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, binder: null, [this], culture: null)!;
    }
}
