using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Emit;

namespace KooDrive.PowerShell.Tests;

/// <summary>
/// A module with assemblies of the same names as some of this module's, in another version and with other types.
/// </summary>
internal sealed class Decoy : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("koodrive-decoy-");

    public Decoy(Version version, params string[] assemblyNames)
    {
        foreach (string name in assemblyNames)
        {
            var assembly = new PersistedAssemblyBuilder(new AssemblyName(name) { Version = version }, typeof(object).Assembly);
            assembly.DefineDynamicModule(name).DefineType($"Decoy.{name}.Marker", TypeAttributes.Public | TypeAttributes.Class)
                .CreateType();
            assembly.Save(Path.Combine(_folder.FullName, name + ".dll"));
        }

        Manifest = Path.Combine(_folder.FullName, "Decoy.psd1");
        File.WriteAllText(Manifest, $$"""
            @{
                ModuleVersion = '1.0'; RootModule = 'Decoy.psm1'; FunctionsToExport = 'Get-Decoy'
                RequiredAssemblies = {{string.Join(", ", assemblyNames.Select(name => $"'{name}.dll'"))}}
            }
            """);
        string versions = string.Join(' ', assemblyNames.Select(name => $"$([Decoy.{name}.Marker].Assembly.GetName().Version)"));
        File.WriteAllText(Path.Combine(_folder.FullName, "Decoy.psm1"), $"function Get-Decoy {{ \"{versions}\" }}");
    }

    public string Manifest { get; }

    public void Dispose() => _folder.Delete(recursive: true);
}
