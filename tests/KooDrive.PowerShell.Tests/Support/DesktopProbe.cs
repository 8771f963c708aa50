using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using PwshLite.Testing;

namespace KooDrive.PowerShell.Tests;

/// <summary>The staged Desktop build in a process of its own, under Mono where there is no .NET Framework.</summary>
internal sealed class DesktopProbe : IAsyncDisposable
{
    private static readonly string? Mono = OperatingSystem.IsWindows() ? null : SearchPath.Find("mono");

    private readonly Process _process;
    private readonly Task<string> _errors;

    private DesktopProbe(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Starts the probe. Skips the test where nothing can run it.</summary>
    /// <param name="arguments">What it is to do with the module.</param>
    public static DesktopProbe Start(params string[] arguments)
    {
        Assert.SkipWhen(Mono is null && !OperatingSystem.IsWindows(), "There is neither Mono nor .NET Framework to run the Desktop build.");
        string program = Repository.Built("tests/KooDrive.DesktopProbe", "net472", "KooDrive.DesktopProbe.exe");
        string[] all = [program, Path.Combine(StagedModule.Folder, "Desktop"), .. arguments];
        if (Mono is not null)
            all = [Mono, .. all];
        return new DesktopProbe(Process.Start(new ProcessStartInfo(all[0], all.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!);
    }

    /// <summary>Runs the probe to its end, which must be the one that is expected.</summary>
    /// <returns>The lines of its output.</returns>
    public static async Task<string[]> RunAsync(int exitCode, params string[] arguments)
    {
        await using var probe = Start(arguments);
        return await probe.WaitAsync(exitCode);
    }

    public void Stop() => _process.StandardInput.WriteLine();

    /// <summary>Waits for the end, which must be the one that is expected.</summary>
    /// <returns>The lines of its output.</returns>
    public async Task<string[]> WaitAsync(int exitCode)
    {
        string output = await _process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(_process.ExitCode == exitCode, $"Exit code {_process.ExitCode}. {output} {await _errors}");
        return output.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }
}
