using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace PwshLite.Testing;

/// <summary>A child process that runs the PwshLite of the same build configuration as the tests.</summary>
public sealed class PwshLiteProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly TextCollector _output;
    private readonly TextCollector _error;

    private PwshLiteProcess(Process process)
    {
        _process = process;
        _output = new TextCollector(process.StandardOutput);
        _error = new TextCollector(process.StandardError);
    }

    /// <summary>Runs PwshLite to its end.</summary>
    /// <param name="arguments">Its command line, for example <c>-Command</c> and a text.</param>
    /// <param name="environment">Variables to set in addition to this process's; a null value removes the variable. Null for none.</param>
    /// <param name="standardInput">The text on its standard input, which is closed afterwards; null for nothing.</param>
    /// <param name="cancellationToken">Kills the process.</param>
    public static async Task<PwshLiteResult> RunAsync(
        IReadOnlyList<string> arguments,
        IReadOnlyDictionary<string, string?>? environment = null,
        string? standardInput = null,
        CancellationToken cancellationToken = default)
    {
        await using PwshLiteProcess process = await StartAsync(arguments, environment, standardInput);
        return await process.WaitForExitAsync(cancellationToken);
    }

    /// <summary>
    /// Starts PwshLite; disposing kills it if it has not ended. Parameters as for <see cref="RunAsync" />.
    /// </summary>
    public static async Task<PwshLiteProcess> StartAsync(
        IReadOnlyList<string> arguments,
        IReadOnlyDictionary<string, string?>? environment = null,
        string? standardInput = null)
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = utf8,
            StandardOutputEncoding = utf8,
            StandardErrorEncoding = utf8,
        };
        start.ArgumentList.Add(Repository.Built("tools/PwshLite", "net10.0", "PwshLite.dll"));
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);

        // Removals first: on Windows, HTTPS_PROXY and https_proxy are one variable.
        var variables = (environment ?? new Dictionary<string, string?>()).OrderBy(variable => variable.Value is not null);
        foreach ((string name, string? value) in variables)
            start.Environment[name] = value;

        Process process = Process.Start(start)!;
        var result = new PwshLiteProcess(process);
        try
        {
            await process.StandardInput.WriteAsync(standardInput);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended without reading its input.
        }

        return result;
    }

    /// <summary>Waits until standard output contains <paramref name="text" />.</summary>
    /// <exception cref="InvalidOperationException">The output ended without it; the message has all of both streams.</exception>
    public async Task WaitForOutputAsync(string text, CancellationToken cancellationToken)
    {
        if (!await _output.WaitForAsync(text, cancellationToken))
        {
            PwshLiteResult result = await WaitForExitAsync(cancellationToken);
            throw new InvalidOperationException($"PwshLite never wrote '{text}'. It left: {result}");
        }
    }

    /// <summary>Sends SIGINT, like Ctrl+C.</summary>
    /// <exception cref="PlatformNotSupportedException">On Windows, which has no such signal for a single process.</exception>
    public void Interrupt()
    {
        if (OperatingSystem.IsWindows())
            throw new PlatformNotSupportedException("Windows cannot send Ctrl+C to one process.");
        const int Sigint = 2;
        if (Kill(_process.Id, Sigint) != 0)
            throw new InvalidOperationException($"The signal could not be sent, errno {Marshal.GetLastPInvokeError()}.");
    }

    /// <summary>Waits for the end of the process and of both its streams.</summary>
    public async Task<PwshLiteResult> WaitForExitAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return new PwshLiteResult(
            _process.ExitCode,
            await _output.ToEndAsync(cancellationToken),
            await _error.ToEndAsync(cancellationToken));
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int processId, int signal);
}
