using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;
using PwshLite.Testing;

namespace KooDrive.PowerShell.Tests;

/// <summary>The staged module, for both editions of PowerShell.</summary>
public sealed class PackageTests
{
    [Theory]
    [Trait("Acceptance", "12")]
    [InlineData("Core")]
    [InlineData("Desktop")]
    public void Dependencies_are_those_of_the_staging_list(string edition)
    {
        var staging = XDocument.Load(Path.Combine(Repository.Root, "src", "KooDrive.PowerShell", "Staging.targets"));
        string[] named =
        [
            .. staging.Descendants("DependencyName")
                .Where(item => item.Parent!.Attribute("Condition") is not { } condition
                    || condition.Value.Contains($"'{edition}/'", StringComparison.Ordinal))
                .Select(item => item.Attribute("Include")!.Value).Order(StringComparer.Ordinal),
        ];
        Assert.Contains("Polly.Core", named);
        Assert.Equal(named, DependenciesOf(edition).Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));
    }

    /// <summary>Later ones depend on a DiagnosticSource whose types are not those of the HttpClient of .NET 8.</summary>
    [Theory]
    [InlineData("Core")]
    [InlineData("Desktop")]
    public void Microsoft_Extensions_have_the_version_of_the_oldest_runtime(string edition)
    {
        var versions = DependenciesOf(edition).Select(AssemblyName.GetAssemblyName)
            .Where(name => name.Name is "System.Diagnostics.DiagnosticSource"
                || name.Name!.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal))
            .Select(name => name.Version!.Major);
        Assert.Equal([8], versions.Distinct());
    }

    [Theory]
    [Trait("Acceptance", "39")]
    [InlineData("Core", "net8.0")]
    [InlineData("Desktop", "net472")]
    public void Dependencies_are_the_signed_files_of_their_packages(string edition, string framework)
    {
        var origins = File.ReadLines(StagedModule.DependencyList(framework))
            .Select(line => line.Split('|')).ToDictionary(fields => fields[0], fields => fields[3]);
        Assert.Equal(
            DependenciesOf(edition).Select(file => $"{edition}/deps/{Path.GetFileName(file)}")
                .Where(file => !file.Contains("KooDrive", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            origins.Keys.Order(StringComparer.Ordinal));
        Assert.All(origins, dependency =>
        {
            byte[] staged = File.ReadAllBytes(Path.Combine(StagedModule.Folder, dependency.Key));
            Assert.Equal(File.ReadAllBytes(dependency.Value), staged);
            using var file = new PEReader(new MemoryStream(staged));
            Assert.NotEqual(0, file.PEHeaders.PEHeader!.CertificateTableDirectory.Size);
        });
    }

    [Theory]
    [Trait("Acceptance", "12")]
    [InlineData("Core")]
    [InlineData("Desktop")]
    public void Assemblies_that_the_cmdlets_reference_have_unique_names(string edition)
    {
        var theirs = DependenciesOf(edition).Select(file => AssemblyName.GetAssemblyName(file).FullName).ToArray();
        Assert.All(["KooDrive.Client", "KooDrive.Sandbox"], name => Assert.Contains(
            $"{name}, Version=65534.65534.65534.65534, Culture=neutral, PublicKeyToken=551acdbdb43fca4b", theirs));
    }

    [Fact]
    public void The_manifest_has_what_a_gallery_requires()
    {
        using var shell = new ModuleRunspace(import: false);
        var manifest = shell.Run($"Test-ModuleManifest '{StagedModule.Manifest}'").Clean().Single<PSModuleInfo>();
        Assert.Equal("KooDrive.psm1", manifest.RootModule);
        Assert.Equal(["Desktop", "Core"], manifest.CompatiblePSEditions);
        Assert.Equal((new Version(5, 1), new Version(4, 7, 2)), (manifest.PowerShellVersion, manifest.DotNetFrameworkVersion));
        Assert.Superset(
            new HashSet<string> { "PSEdition_Desktop", "PSEdition_Core", "Windows", "Linux", "MacOS" }, manifest.Tags.ToHashSet());
        Assert.Null(manifest.HelpInfoUri);
        Assert.All(manifest.ExportedFormatFiles.Concat(manifest.ExportedTypeFiles), path => Assert.True(File.Exists(path), path));
        Assert.Equal(manifest.Version, AssemblyFileVersion("Core"));
        Assert.Equal(manifest.Version, AssemblyFileVersion("Desktop"));
    }

    /// <summary>
    /// Tools read the manifest without running it. If command discovery cannot, PowerShell runs it, and meanwhile other runspaces do
    /// not find the command.
    /// </summary>
    [Fact]
    [Trait("Acceptance", "17")]
    [Trait("Acceptance", "38")]
    public void Values_of_the_manifest_for_command_discovery_are_constant()
    {
        string[] discovery =
        [
            "AliasesToExport", "CmdletsToExport", "CompatiblePSEditions", "FunctionsToExport", "ModuleToProcess", "ModuleVersion",
            "NestedModules", "RootModule",
        ];
        var script = Parser.ParseFile(StagedModule.Manifest, out _, out var errors);
        var manifest = (HashtableAst)script.Find(ast => ast is HashtableAst, searchNestedScriptBlocks: false);
        Assert.Empty(errors);
        string[] read = [.. manifest.KeyValuePairs
            .Where(entry => entry.Item1 is StringConstantExpressionAst key && discovery.Contains(key.Value))
            .Where(entry => entry.Item2.SafeGetValue() is not null)
            .Select(entry => entry.Item1.ToString()).Order()];
        Assert.Equal(
            ["AliasesToExport", "CmdletsToExport", "CompatiblePSEditions", "FunctionsToExport", "ModuleVersion", "RootModule"], read);
    }

    [Fact]
    [Trait("Acceptance", "38")]
    public void Addresses_are_added_to_the_manifest_only_by_publishing()
    {
        using var shell = new ModuleRunspace(import: false);
        var manifest = shell.Run($"Test-ModuleManifest '{StagedModule.Manifest}'").Clean().Single<PSModuleInfo>();
        Assert.All([manifest.ProjectUri, manifest.LicenseUri, manifest.IconUri], Assert.Null);
        Assert.True(string.IsNullOrEmpty(manifest.ReleaseNotes), manifest.ReleaseNotes);
    }

    /// <summary>
    /// CI runs the tests in Release, with the shipped files. A build of the other configuration must not replace them.
    /// </summary>
    [Theory]
    [InlineData("Core")]
    [InlineData("Desktop")]
    public void The_staged_module_has_the_configuration_of_the_tests(string edition)
    {
        string[] files =
        [
            Path.Combine(StagedModule.Folder, edition, "KooDrive.PowerShell.dll"),
            Path.Combine(StagedModule.Dependencies(edition), "KooDrive.Client.dll"),
        ];
        Assert.All(files, file => Assert.Equal(IsDebug(typeof(PackageTests).Assembly.Location), IsDebug(file)));
    }

    private static string[] DependenciesOf(string edition) => Directory.GetFiles(StagedModule.Dependencies(edition), "*.dll");

    // Debuggable(2) marks an optimized assembly.
    private static bool IsDebug(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        return metadata.GetAssemblyDefinition().GetCustomAttributes().Select(metadata.GetCustomAttribute)
            .Where(attribute => attribute.Constructor.Kind == HandleKind.MemberReference)
            .Where(attribute =>
                metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is { Kind: HandleKind.TypeReference } type
                && metadata.StringComparer.Equals(
                    metadata.GetTypeReference((TypeReferenceHandle)type).Name, nameof(System.Diagnostics.DebuggableAttribute)))
            .Any(attribute => (metadata.GetBlobBytes(attribute.Value)[2] | (metadata.GetBlobBytes(attribute.Value)[3] << 8)) > 2);
    }

    private static Version AssemblyFileVersion(string edition)
    {
        string client = Path.Combine(StagedModule.Dependencies(edition), "KooDrive.Client.dll");
        var info = System.Diagnostics.FileVersionInfo.GetVersionInfo(client);
        return new Version(info.FileMajorPart, info.FileMinorPart, info.FileBuildPart);
    }
}
