using System;
using System.Management.Automation;

namespace KooDrive.Benchmarks;

/// <summary>Lists all users, fetching one page ahead, without other functions.</summary>
[Cmdlet(VerbsCommon.Get, "BareUser")]
public sealed class GetBareUserCommand : PSCmdlet
{
    private const int Limit = 100;

    [Parameter(Mandatory = true)]
    public Uri Endpoint { get; set; } = null!;

    protected override void EndProcessing()
    {
        using var client = new BareClient(Endpoint);
        int offset = 0;
        var next = client.GetUsersAsync(offset, Limit);
        while (next is not null)
        {
            var page = next.GetAwaiter().GetResult();
            offset += page.List!.Count;
            next = offset < page.Total ? client.GetUsersAsync(offset, Limit) : null;
            WriteObject(page.List, enumerateCollection: true);
        }
    }
}
