using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using PwshLite.Testing;

namespace KooDrive.PowerShell.Tests;

/// <summary>The references of the shipped assemblies, read from the files without loading them.</summary>
public sealed class ReferenceTests
{
    [Theory]
    [Trait("Acceptance", "26")]
    [InlineData("Core")]
    [InlineData("Desktop")]
    public void Shipped_assemblies_refer_only_to_what_the_oldest_host_has(string edition)
    {
        string[] shipped =
        [
            Path.Combine(StagedModule.Folder, "KooDrive.dll"),
            .. Directory.GetFiles(Path.Combine(StagedModule.Folder, edition), "*.dll", SearchOption.AllDirectories),
        ];
        var ours = shipped.Select(file => Path.GetFileNameWithoutExtension(file)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var host = AssembliesOfHost(edition);
        Assert.True(host.Count > 100 && shipped.Length > 15);

        var missing =
            from file in shipped
            from reference in References(file)
            where !ours.Contains(reference.Name!) && reference.Version > host.GetValueOrDefault(reference.Name!, new Version(0, 0))
            select $"{Path.GetFileName(file)}: {reference.Name} {reference.Version}; "
                + $"the host has {host.GetValueOrDefault(reference.Name!)}";
        Assert.Empty(missing);
    }

    // .NET 8 from the output of the probe; .NET Framework 4.7.2 from its reference assemblies. PowerShell's assembly is the same in all
    // versions.
    private static Dictionary<string, Version> AssembliesOfHost(string edition)
    {
        string[] files = edition == "Core"
            ? Directory.GetFiles(Path.GetDirectoryName(Repository.Built("tests/KooDrive.Probe", "net8.0", "KooDrive.Probe.dll"))!, "*.dll")
            : Directory.GetFiles(FrameworkReferences, "*.dll", SearchOption.AllDirectories);
        var host = files.Where(IsManaged).Select(AssemblyName.GetAssemblyName)
            .GroupBy(name => name.Name!, name => name.Version!, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(versions => versions.Key, versions => versions.Max()!, StringComparer.OrdinalIgnoreCase);
        host["System.Management.Automation"] = new Version(3, 0, 0, 0);
        if (edition == "Desktop")
            host["System.ValueTuple"] = new Version(4, 0, 5, 0); // KooDrive.Loading resolves it.
        return host;
    }

    private static string FrameworkReferences => typeof(ReferenceTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "FrameworkReferences").Value!;

    private static List<AssemblyName> References(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetAssemblyReference(handle).GetAssemblyName())];
    }

    private static bool IsManaged(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        return file.HasMetadata && file.GetMetadataReader().IsAssembly;
    }
}
