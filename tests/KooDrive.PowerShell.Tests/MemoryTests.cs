using KooDrive.Sandbox;
using KooDrive.TestServer;

namespace KooDrive.PowerShell.Tests;

[Collection(ProcessWide.Name)]
public sealed class MemoryTests : ServiceTests
{
    private const int Pages = 20_000;

    protected override SandboxOptions Options => TestService.Options(taskCount: Pages);

    [Fact]
    [Trait("Acceptance", "1")]
    public void Twenty_thousand_pages_of_one_task_take_no_more_memory_than_a_thousand()
    {
        Service.RecordRequests = false;
        Connect();
        var memory = new PipelineMemory(last: Pages);
        Shell["memory"] = memory;
        Shell.Run("Get-KooDriveTask -All -PageSize 1 | & { process { $memory.Count(); $_ } } | Out-Null").Clean();
        memory.AssertConstant();
        Assert.Equal(Pages, Service.RequestCount);
    }
}
