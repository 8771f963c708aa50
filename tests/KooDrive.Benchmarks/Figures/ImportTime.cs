using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using KooDrive.Benchmarks.Engine;
using KooDrive.Benchmarks.Report;

namespace KooDrive.Benchmarks.Figures;

/// <summary>The duration of Import-Module.</summary>
internal static class ImportTime
{
    // What the module needs for requests only.
    private const string Heavy = "@([AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -match "
        + "'^(Microsoft\\.Extensions|Polly|System\\.Net\\.Http|KooDrive\\.(Client|Sandbox))' }).Length";

    public static async IAsyncEnumerable<Figure> MeasureAsync(Settings settings)
    {
        string import = Script.Import(ModulePaths.KooDrive);
        double heavy = await FreshProcess.RunAsync($"$before = {Heavy}; {import}; {FreshProcess.Write($"{Heavy} - $before")}");
        if (heavy != 0)
            throw new InvalidOperationException("Importing the module loads assemblies that only requests need.");

        using var published = new TemporaryModule(hasTypesAndFormats: false);
        using var dressed = new TemporaryModule(hasTypesAndFormats: true);
        yield return Line("binary module with one empty cmdlet, with a manifest", await MeasureAsync(published.Path),
            "The floor has a manifest with explicit exports, like modules in the PowerShell Gallery. The module loads no "
            + "Microsoft.Extensions assembly, no HTTP and no JSON: otherwise, the run fails.");
        yield return Line("the same, with the module's types and formats", await MeasureAsync(dressed.Path),
            "For the first types file and the first format file of a process, the engine rebuilds all its types and formats. "
            + "That causes the difference from the line above, not the content of the files.");
        yield return Line("the same as a bare .dll, without a manifest", await MeasureAsync(ModulePaths.Empty),
            "This includes the engine's work for a manifest.");

        async Task<Pairs> MeasureAsync(string floor) => await Pairs.MeasureAsync(
            settings.Rounds(15),
            () => FreshProcess.RunAsync(FreshProcess.Timed(import)),
            () => FreshProcess.RunAsync(FreshProcess.Timed(Script.Import(floor))));
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
        Explanation = "`Import-Module` in a new process, without the start of the process. " + explanation,
    };

    /// <summary>The empty module in a form for publishing.</summary>
    private sealed class TemporaryModule : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("EmptyModule");

        public TemporaryModule(bool hasTypesAndFormats)
        {
            CopyToFolder(ModulePaths.Empty);
            string files = string.Empty;
            if (hasTypesAndFormats)
            {
                string module = System.IO.Path.GetDirectoryName(ModulePaths.KooDrive)!;
                CopyToFolder(System.IO.Path.Combine(module, "KooDrive.Types.ps1xml"));
                CopyToFolder(System.IO.Path.Combine(module, "KooDrive.Format.ps1xml"));
                files = "TypesToProcess = @('KooDrive.Types.ps1xml'); FormatsToProcess = @('KooDrive.Format.ps1xml')";
            }

            Path = System.IO.Path.Combine(_folder.FullName, "EmptyModule.psd1");
            File.WriteAllText(Path, $$"""
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
                    {{files}}
                }
                """);
        }

        public string Path { get; }

        public void Dispose() => _folder.Delete(recursive: true);

        private void CopyToFolder(string file) =>
            File.Copy(file, System.IO.Path.Combine(_folder.FullName, System.IO.Path.GetFileName(file)));
    }
}
