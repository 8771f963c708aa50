using System;
using System.Diagnostics;
using System.Globalization;

namespace KooDrive.Benchmarks.Server;

/// <summary>A <see cref="PreparedServer"/> in a separate process.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    /// <param name="tasks">How many tasks it lists.</param>
    /// <param name="delayMilliseconds">How long each response takes.</param>
    /// <param name="behavior">What it does with requests.</param>
    public static ServerProcess Start(int tasks, int delayMilliseconds = 0, ServerBehavior behavior = ServerBehavior.Response)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        string[] arguments =
        [
            "serve",
            tasks.ToString(CultureInfo.InvariantCulture),
            delayMilliseconds.ToString(CultureInfo.InvariantCulture),
            behavior.ToString(),
        ];
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS"] = "1"; // See PreparedServer.
        var process = Process.Start(start)!;
        string address = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The server did not start.");
        return new ServerProcess(process, new Uri(address));
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
