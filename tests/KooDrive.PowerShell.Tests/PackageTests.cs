using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Reflection;

namespace KooDrive.PowerShell.Tests;

/// <summary>What the build stages, for both editions of PowerShell.</summary>
public sealed class PackageTests
{
    private static readonly string[] OfBoth =
    [
        "KooDrive.Client 65534.65534",
        "KooDrive.Sandbox 65534.65534",
        "Microsoft.Extensions.Configuration.Abstractions 8.0",
        "Microsoft.Extensions.DependencyInjection 8.0",
        "Microsoft.Extensions.DependencyInjection.Abstractions 8.0",
        "Microsoft.Extensions.Http 8.0",
        "Microsoft.Extensions.Logging 8.0",
        "Microsoft.Extensions.Logging.Abstractions 8.0",
        "Microsoft.Extensions.Options 8.0",
        "Microsoft.Extensions.Primitives 8.0",
        "Polly.Core 8.0",
    ];

    private static readonly string[] OfCore =
    [
        "Microsoft.Extensions.Configuration 8.0",
        "Microsoft.Extensions.Configuration.Binder 8.0",
        "Microsoft.Extensions.Diagnostics 8.0",
        "Microsoft.Extensions.Diagnostics.Abstractions 8.0",
        "Microsoft.Extensions.Options.ConfigurationExtensions 8.0",
    ];

    private static readonly string[] OfDesktop =
    [
        "Microsoft.Bcl.AsyncInterfaces 10.0",
        "Microsoft.Bcl.TimeProvider 10.0",
        "System.Buffers 4.0",
        "System.ComponentModel.Annotations 4.2",
        "System.Diagnostics.DiagnosticSource 8.0",
        "System.IO.Pipelines 10.0",
        "System.Memory 4.0",
        "System.Numerics.Vectors 4.1",
        "System.Runtime.CompilerServices.Unsafe 6.0",
        "System.Text.Encodings.Web 10.0",
        "System.Text.Json 10.0",
        "System.Threading.Tasks.Extensions 4.2",
    ];

    [Theory]
    [Trait("Acceptance", "12")]
    [InlineData("Core")]
    [InlineData("Desktop")]
    public void Dependencies_are_those_that_are_known(string edition)
    {
        var files = Directory.GetFiles(StagedModule.Dependencies(edition)).Select(AssemblyName.GetAssemblyName);
        Assert.Equal(
            OfBoth.Concat(edition == "Core" ? OfCore : OfDesktop).Order(StringComparer.Ordinal),
            files.Select(name => $"{name.Name} {name.Version!.ToString(2)}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [Trait("Acceptance", "12")]
    [InlineData("Core")]
    [InlineData("Desktop")]
    public void What_the_cmdlets_refer_to_has_a_name_that_is_nobody_elses(string edition)
    {
        var theirs = Directory.GetFiles(StagedModule.Dependencies(edition)).Select(file => AssemblyName.GetAssemblyName(file).FullName).ToArray();
        Assert.All(["KooDrive.Client", "KooDrive.Sandbox"], name => Assert.Contains(
            $"{name}, Version=65534.65534.65534.65534, Culture=neutral, PublicKeyToken=551acdbdb43fca4b", theirs));
    }

    [Fact]
    public void The_manifest_tells_a_gallery_what_it_asks_for()
    {
        using var shell = new ModuleRunspace(import: false);
        var manifest = shell.Run($"Test-ModuleManifest '{StagedModule.Manifest}'").Clean().Single<PSModuleInfo>();
        Assert.Equal("KooDrive.psm1", manifest.RootModule);
        Assert.Equal(["Desktop", "Core"], manifest.CompatiblePSEditions);
        Assert.Equal((new Version(5, 1), new Version(4, 7, 2)), (manifest.PowerShellVersion, manifest.DotNetFrameworkVersion));
        Assert.Superset(new HashSet<string> { "PSEdition_Desktop", "PSEdition_Core", "Windows", "Linux", "MacOS" }, manifest.Tags.ToHashSet());
        Assert.All([manifest.LicenseUri, manifest.ProjectUri, new Uri(manifest.ReleaseNotes)], uri => Assert.Equal(Uri.UriSchemeHttps, uri.Scheme));
        Assert.Null(manifest.HelpInfoUri);
        Assert.All(manifest.ExportedFormatFiles.Concat(manifest.ExportedTypeFiles), path => Assert.True(File.Exists(path), path));
        Assert.Equal(manifest.Version, AssemblyFileVersion("Core"));
        Assert.Equal(manifest.Version, AssemblyFileVersion("Desktop"));
    }

    /// <summary>
    /// Tools read the manifest without running it. Where command discovery cannot, PowerShell runs it, and tells other runspaces meanwhile
    /// that there is no such command.
    /// </summary>
    [Fact]
    [Trait("Acceptance", "17")]
    [Trait("Acceptance", "38")]
    public void What_command_discovery_reads_of_the_manifest_is_constant()
    {
        string[] discovery =
        [
            "AliasesToExport", "CmdletsToExport", "CompatiblePSEditions", "FunctionsToExport", "ModuleToProcess", "ModuleVersion", "NestedModules", "RootModule",
        ];
        var manifest = (HashtableAst)Parser.ParseFile(StagedModule.Manifest, out _, out var errors).Find(ast => ast is HashtableAst, searchNestedScriptBlocks: false);
        Assert.Empty(errors);
        string[] read = [.. manifest.KeyValuePairs
            .Where(entry => entry.Item1 is StringConstantExpressionAst key && discovery.Contains(key.Value))
            .Where(entry => entry.Item2.SafeGetValue() is not null)
            .Select(entry => entry.Item1.ToString()).Order()];
        Assert.Equal(["AliasesToExport", "CmdletsToExport", "CompatiblePSEditions", "FunctionsToExport", "ModuleVersion", "RootModule"], read);
    }

    private static Version AssemblyFileVersion(string edition)
    {
        var info = System.Diagnostics.FileVersionInfo.GetVersionInfo(Path.Combine(StagedModule.Dependencies(edition), "KooDrive.Client.dll"));
        return new Version(info.FileMajorPart, info.FileMinorPart, info.FileBuildPart);
    }
}
