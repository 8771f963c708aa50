using KooDrive.Sandbox;
using KooDrive.TestServer;

namespace KooDrive.PowerShell.Tests;

/// <summary>The memory for lists of users and of other items does not grow with their length.</summary>
[Collection(ProcessWide.Name)]
public sealed class ItemMemoryTests : ServiceTests
{
    private const int Users = 20_000;

    protected override SandboxOptions Options => TestService.Options(userCount: Users);

    [Theory]
    [Trait("Acceptance", "1")]
    [InlineData("Get-KooDriveUser -All -PageSize 10")]
    [InlineData("Invoke-KooDriveRequest userList -Query @{ offset = 0; limit = 10 } -All")]
    public void Two_thousand_pages_take_no_more_memory_than_a_hundred(string command)
    {
        Service.RecordRequests = false;
        Connect();
        var memory = new PipelineMemory(last: Users);
        Shell["memory"] = memory;
        Shell.Run($"{command} | & {{ process {{ $memory.Count(); $_ }} }} | Out-Null").Clean();
        memory.AssertConstant();
    }
}
