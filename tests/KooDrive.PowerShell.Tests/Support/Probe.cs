using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using PwshLite.Testing;

namespace KooDrive.PowerShell.Tests;

/// <summary>
/// The staged module on another runtime: .NET 8 to 10, and .NET Framework, or Mono on systems other than Windows.
/// </summary>
internal sealed class Probe : IAsyncDisposable
{
    private static readonly string? Mono = OperatingSystem.IsWindows() ? null : SearchPath.Find("mono");

    private readonly Process _process;
    private readonly Task<string> _errors;

    private Probe(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The target frameworks that it is built for, one for each runtime of PowerShell.</summary>
    public static TheoryData<string> Frameworks => ["net472", "net8.0", "net9.0", "net10.0"];

    /// <summary>Starts the probe. Skips the test if the runtime is missing.</summary>
    /// <param name="framework">One of <see cref="Frameworks"/>.</param>
    /// <param name="arguments">Its arguments.</param>
    public static Probe Start(string framework, params string[] arguments)
    {
        bool isDesktop = framework == "net472";
        Assert.SkipWhen(
            isDesktop && Mono is null && !OperatingSystem.IsWindows(),
            "There is neither Mono nor .NET Framework to run the Desktop build.");
        string program = Repository.Built(
            "tests/KooDrive.Probe", framework, isDesktop || OperatingSystem.IsWindows() ? "KooDrive.Probe.exe" : "KooDrive.Probe");
        string[] all = [program, Path.Combine(StagedModule.Folder, isDesktop ? "Desktop" : "Core"), .. arguments];
        if (isDesktop && Mono is not null)
            all = [Mono, .. all];
        return new Probe(Process.Start(new ProcessStartInfo(all[0], all.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!);
    }

    /// <summary>Runs the probe to its end, which must be the expected one.</summary>
    /// <returns>The lines of its output.</returns>
    public static async Task<string[]> RunAsync(int exitCode, string framework, params string[] arguments)
    {
        await using var probe = Start(framework, arguments);
        return await probe.WaitAsync(exitCode);
    }

    public void Stop() => _process.StandardInput.WriteLine();

    /// <summary>Waits for the end, which must be the expected one.</summary>
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
