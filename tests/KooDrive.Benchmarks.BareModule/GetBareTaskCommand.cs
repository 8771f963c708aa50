using System;
using System.Management.Automation;

namespace KooDrive.Benchmarks;

/// <summary>Lists all tasks, fetching one page ahead, without other functions.</summary>
[Cmdlet(VerbsCommon.Get, "BareTask")]
public sealed class GetBareTaskCommand : PSCmdlet
{
    [Parameter(Mandatory = true)]
    public Uri Endpoint { get; set; } = null!;

    [Parameter]
    public SwitchParameter First { get; set; }

    protected override void EndProcessing()
    {
        using var client = new BareClient(Endpoint);
        var next = client.GetPageAsync(cursor: null);
        while (next is not null)
        {
            var page = next.GetAwaiter().GetResult();
            next = page.NextCursor is null || First ? null : client.GetPageAsync(page.NextCursor);
            WriteObject(page.Tasks, enumerateCollection: true);
        }
    }
}
