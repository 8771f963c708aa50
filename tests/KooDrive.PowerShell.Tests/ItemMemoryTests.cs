using System;
using System.Collections.Generic;
using KooDrive.Sandbox;

namespace KooDrive.PowerShell.Tests;

/// <summary>The memory for lists of users and of other items does not grow with their length.</summary>
[Collection(ProcessWide.Name)]
public sealed class ItemMemoryTests : ServiceTests
{
    private const int Users = 20_000;

    protected override SandboxOptions Options => new()
    {
        UserCount = Users,
        Apps = new Dictionary<string, string> { [AppId] = AppSecret },
    };

    [Theory]
    [Trait("Acceptance", "1")]
    [InlineData("Get-KooDriveUser -All -PageSize 10")]
    [InlineData("Invoke-KooDriveRequest userList -Query @{ offset = 0; limit = 10 } -All")]
    public void Two_thousand_pages_take_no_more_memory_than_a_hundred(string command)
    {
        Service.RecordRequests = false;
        Connect();
        var probe = new Probe();
        Shell["probe"] = probe;
        Shell.Run($"{command} | & {{ process {{ $probe.Count(); $_ }} }} | Out-Null").Clean();
        Assert.Equal(Users, probe.Objects);
        Assert.InRange(probe.MemoryAt[Users] - probe.MemoryAt[1000], long.MinValue, 10_000_000);
    }

    /// <summary>Measures the memory of the process when the thousandth and the last object pass the pipeline.</summary>
    public sealed class Probe
    {
        public int Objects { get; private set; }

        internal Dictionary<int, long> MemoryAt { get; } = [];

        public void Count()
        {
            if (++Objects is 1000 or Users)
                MemoryAt[Objects] = GC.GetTotalMemory(forceFullCollection: true);
        }
    }
}
