using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using KooDrive.Benchmarks.Engine;
using KooDrive.Benchmarks.Report;

namespace KooDrive.Benchmarks.Figures;

/// <summary>What Import-Module costs.</summary>
internal static class ImportTime
{
    // What the module needs for requests only.
    private const string Heavy = "@([AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -match '^(Microsoft\\.Extensions|Polly|System\\.Net\\.Http|KooDrive\\.(Client|Sandbox))' }).Length";

    public static async IAsyncEnumerable<Figure> MeasureAsync(Settings settings)
    {
        string import = Script.Import(ModulePaths.KooDrive);
        double heavy = await FreshProcess.RunAsync($"$before = {Heavy}; {import}; {FreshProcess.Write($"{Heavy} - $before")}");
        if (heavy != 0)
            throw new InvalidOperationException("Importing the module loads assemblies that only requests need.");

        using var empty = new TemporaryManifest();
        yield return Line("binary module with one empty cmdlet, with a manifest", await MeasureAsync(settings, empty.Path),
            "Both modules have a manifest with explicit exports, as everything in the PowerShell Gallery has; the module's also chooses between two editions, and names a format and a types file. No Microsoft.Extensions assembly, no HTTP and no JSON is loaded by it: the run fails otherwise.");
        yield return Line("the same as a bare .dll, without a manifest", await MeasureAsync(settings, ModulePaths.Empty),
            "The engine's own work on any manifest, and on the format and types files, is what stands in the way here.");

        async Task<Pairs> MeasureAsync(Settings settings, string floor) => await Pairs.MeasureAsync(
            settings.Rounds(11), () => FreshProcess.RunAsync(FreshProcess.Timed(import)), () => FreshProcess.RunAsync(FreshProcess.Timed(Script.Import(floor))));
    }

    private static Figure Line(string floor, Pairs pairs, string explanation) => new()
    {
        Name = "Import",
        Floor = floor,
        Unit = "ms",
        Module = pairs.Module,
        FloorValue = pairs.Floor,
        Judged = pairs.ModuleToFloor,
        Bar = Bar.AtMost(1.5),
        Explanation = "`Import-Module` in a new process, without the process's own start. " + explanation,
    };

    /// <summary>The empty module as it would be published.</summary>
    private sealed class TemporaryManifest : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("EmptyModule");

        public TemporaryManifest()
        {
            File.Copy(ModulePaths.Empty, System.IO.Path.Combine(_folder.FullName, "EmptyModule.dll"));
            Path = System.IO.Path.Combine(_folder.FullName, "EmptyModule.psd1");
            File.WriteAllText(Path, """
                @{
                    RootModule           = 'EmptyModule.dll'
                    ModuleVersion        = '1.0.0'
                    GUID                 = '0a1d76ee-7d0f-4dc5-9a5a-6c9c4d4f3c55'
                    PowerShellVersion    = '7.4'
                    CompatiblePSEditions = @('Core')
                    CmdletsToExport      = @('Get-Nothing')
                    FunctionsToExport    = @()
                    AliasesToExport      = @()
                    VariablesToExport    = @()
                }
                """);
        }

        public string Path { get; }

        public void Dispose() => _folder.Delete(recursive: true);
    }
}
