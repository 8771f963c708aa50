using System;
using System.Collections.Generic;
using KooDrive.Sandbox;

namespace KooDrive.PowerShell.Tests;

[Collection(ProcessWide.Name)]
public sealed class MemoryTests : ServiceTests
{
    private const int Pages = 20_000;

    protected override SandboxOptions Options => OptionsWith(taskCount: Pages);

    [Fact]
    [Trait("Acceptance", "1")]
    public void Twenty_thousand_pages_of_one_task_take_no_more_memory_than_a_thousand()
    {
        Service.RecordRequests = false;
        Connect();
        var probe = new Probe();
        Shell["probe"] = probe;
        Shell.Run("Get-KooDriveTask -All -PageSize 1 | & { process { $probe.Count(); $_ } } | Out-Null").Clean();
        Assert.Equal(Pages, probe.Objects);
        Assert.Equal(Pages, Service.RequestCount);
        Assert.InRange(probe.MemoryAt[Pages] - probe.MemoryAt[1000], long.MinValue, 10_000_000);
        Assert.InRange(probe.DepthAt[Pages], 1, probe.DepthAt[1000]);
    }

    /// <summary>Measures the memory of the process when page 1,000 and the last page pass the pipeline.</summary>
    public sealed class Probe
    {
        public int Objects { get; private set; }

        internal Dictionary<int, long> MemoryAt { get; } = [];

        internal Dictionary<int, int> DepthAt { get; } = [];

        public void Count()
        {
            if (++Objects is not (1000 or Pages))
                return;
            MemoryAt[Objects] = GC.GetTotalMemory(forceFullCollection: true);
            DepthAt[Objects] = new System.Diagnostics.StackTrace().FrameCount;
        }
    }
}
