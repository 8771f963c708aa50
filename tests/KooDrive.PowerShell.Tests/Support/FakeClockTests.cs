using System;
using System.Threading.Tasks;
using KooDrive.TestServer;

namespace KooDrive.PowerShell.Tests;

/// <summary>Tests whose service and new sessions have one fake clock. A clock of the process: they run alone.</summary>
[Collection(ProcessWide.Name)]
public abstract class FakeClockTests : ServiceTests
{
    private readonly IDisposable _useClock;

    protected FakeClockTests() => _useClock = ProcessWide.UseClock(Clock);

    protected sealed override TestClock Clock { get; } = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _useClock.Dispose();
        GC.SuppressFinalize(this);
    }
}
