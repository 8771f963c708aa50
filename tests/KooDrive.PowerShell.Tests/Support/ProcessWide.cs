using System;

namespace KooDrive.PowerShell.Tests;

/// <summary>For tests that change or measure the whole process: they run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessWide
{
    public const string Name = "Process-wide";

    /// <summary>Sets the clock of new sessions until it is disposed.</summary>
    internal static IDisposable UseClock(TimeProvider clock)
    {
        var current = StagedModule.Cmdlets.GetType("KooDrive.PowerShell.Sessions.SessionClock", throwOnError: true)!
            .GetProperty("Current")!;
        current.SetValue(null, clock);
        return new Undo(() => current.SetValue(null, TimeProvider.System));
    }

    /// <summary>Sets an environment variable until it is disposed.</summary>
    internal static IDisposable SetVariable(string name, string? value)
    {
        string? before = Environment.GetEnvironmentVariable(name);
        Environment.SetEnvironmentVariable(name, value);
        return new Undo(() => Environment.SetEnvironmentVariable(name, before));
    }

    private sealed class Undo(Action action) : IDisposable
    {
        public void Dispose() => action();
    }
}
