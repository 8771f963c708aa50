using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using PwshLite.Testing;

namespace KooDrive.PowerShell.Tests;

/// <summary>Runs a script in a new process, which has not loaded the module.</summary>
internal static class Child
{
    /// <summary>Runs a script in a time zone. Skips the test on Windows, which ignores the variable <c>TZ</c>.</summary>
    /// <param name="zone">The zone's name, for example <c>Asia/Shanghai</c>.</param>
    /// <param name="script">The script.</param>
    /// <returns>The lines of its output.</returns>
    public static Task<string[]> RunInZoneAsync(string zone, string script)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows does not look at TZ.");
        return RunAsync(script, new Dictionary<string, string?> { ["TZ"] = zone });
    }

    /// <returns>The lines of its output.</returns>
    public static async Task<string[]> RunAsync(string script, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var folder = Directory.CreateTempSubdirectory("koodrive-");
        try
        {
            string path = Path.Combine(folder.FullName, "test.ps1");
            await File.WriteAllTextAsync(path, "$ErrorActionPreference = 'Stop'\n" + script, TestContext.Current.CancellationToken);
            var result = await PwshLiteProcess.RunAsync(
                ["-NonInteractive", path], environment, cancellationToken: TestContext.Current.CancellationToken);
            Assert.True(result is { ExitCode: 0, Error: "" }, result.ToString());
            return result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
