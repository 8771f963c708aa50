using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using PwshLite.Testing;

namespace KooDrive.PowerShell.Tests;

/// <summary>What tools/Packaging.ps1 puts into a package beside the module. build.ps1 -Task Package tries the package itself.</summary>
public sealed class PackagingTests : IDisposable
{
    private static readonly string Script = Path.Combine(Repository.Root, "tools", "Packaging.ps1");

    private static readonly string Lists = string.Join(
        ", ", new[] { "net8.0", "net472" }.Select(framework => $"'{StagedModule.DependencyList(framework)}'"));

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("koodrive-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    [Trait("Acceptance", "39")]
    public async Task Notices_have_name_version_and_license_of_every_dependency()
    {
        string[] lines = await Child.RunAsync($". '{Script}'; Get-ThirdPartyNotice {Lists}");
        string[] packages = [.. lines.Where(line => line.StartsWith("- ", StringComparison.Ordinal))];
        string[] patterns =
        [
            @"^- Polly\.Core \d+\.\d+\.\d+, license BSD-3-Clause, Copyright \(c\) ",
            @"^- System\.Text\.Json \d+\.\d+\.\d+, license MIT, ",
            "^Redistribution and use in source and binary forms",
            "^Permission is hereby granted, free of charge",
        ];
        Assert.All(patterns, pattern => Assert.Contains(lines, line => Regex.IsMatch(line, pattern)));
        foreach (string edition in new[] { "Core", "Desktop" })
        {
            var names = Directory.GetFiles(StagedModule.Dependencies(edition), "*.dll").Select(Path.GetFileNameWithoutExtension);
            Assert.All(
                names.Where(name => !name!.StartsWith("KooDrive", StringComparison.Ordinal)),
                name => Assert.Contains(packages, line => line.StartsWith($"- {name} ", StringComparison.Ordinal)));
        }
    }

    [Theory]
    [Trait("Acceptance", "39")]
    [InlineData("", "The package Some.Package 1.2.3 does not name its license.")]
    [InlineData("<license type='expression'>MIT</license>", "The package Some.Package 1.2.3 does not bring the text of its license, MIT.")]
    [InlineData("<license type='file'>NO.txt</license>", "The package Some.Package 1.2.3 does not bring the text of its license, NO.txt.")]
    public async Task Notices_fail_without_a_license(string license, string message)
    {
        string dll = _folder.CreateSubdirectory("lib").FullName + "/Some.dll";
        await File.WriteAllTextAsync(
            Path.Combine(_folder.FullName, "some.nuspec"),
            $"<package><metadata><authors>Somebody</authors><copyright>None</copyright>{license}</metadata></package>",
            TestContext.Current.CancellationToken);
        string list = Path.Combine(_folder.FullName, "dependencies.txt");
        string line = $"Core/deps/Some.dll|Some.Package|1.2.3|{dll}|lib/Some.dll";
        await File.WriteAllTextAsync(list, line, TestContext.Current.CancellationToken);
        string[] lines = await Child.RunAsync($"try {{ . '{Script}'; Get-ThirdPartyNotice '{list}' }} catch {{ $_.Exception.Message }}");
        Assert.Equal([message], lines);
    }

    [Fact]
    public async Task The_second_build_replaces_the_worktree_of_a_stopped_run()
    {
        Assert.SkipWhen(SearchPath.Find("git") is null, "There is no git.");
        string[] lines = await Child.RunAsync($$"""
            & {
                [CmdletBinding()] param()
                . '{{Script}}'
                function Invoke-Program {
                    $program, [string[]] $arguments = $args
                    & $program @arguments
                    if ($LASTEXITCODE -ne 0) { throw "$args" }
                }
                function New-Package {
                    $null = [IO.Directory]::CreateDirectory($out)
                    [IO.File]::WriteAllText("$out/some.zip", 'the same')
                    "$out/some.zip"
                }

                $root = '{{_folder.CreateSubdirectory("repository").FullName}}'
                $null = $PSCmdlet.SessionState.Path.SetLocation($root)
                Invoke-Program git init --quiet
                [IO.File]::WriteAllText("$root/.git/info/exclude", 'out')
                $settings = 'user.name=Some', 'user.email=some@one.invalid', 'commit.gpgSign=false' | ForEach-Object { '-c'; $_ }
                Invoke-Program git @settings commit --quiet --allow-empty -m some
                Invoke-Program git worktree add --quiet --detach out/again HEAD
                Invoke-Program git worktree lock out/again
                $out = "$root/out"
                Assert-Reproducible (New-Package)
                Invoke-Program git worktree list --porcelain
                Remove-Folder $root
            }
            """);
        Assert.Equal("some.zip: two builds of this commit are the same, byte for byte.", lines[0]);
        Assert.Single(lines, line => line.StartsWith("worktree ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_second_build_is_left_out_outside_a_repository()
    {
        string[] lines = await Child.RunAsync($$"""
            & {
                [CmdletBinding()] param()
                . '{{Script}}'
                $out = '{{_folder.FullName}}'
                $null = $PSCmdlet.SessionState.Path.SetLocation($out)
                Assert-Reproducible some.zip
            } -WarningAction SilentlyContinue -WarningVariable leftOut
            "$leftOut"
            """);
        Assert.Equal(["Left out: the second build to compare with. It needs git, and a work tree without changes."], lines);
    }

    [Fact]
    public async Task Signatures_are_made_with_WhatIf_too()
    {
        // WhatIf is that of publishing. The real commands exist in pwsh on Windows only.
        string[] lines = await Child.RunAsync($$"""
            . '{{Script}}'
            function Get-Item { }
            function Get-ChildItem { [pscustomobject] @{ FullName = 'KooDrive.psd1' } }
            function New-FileCatalog {
                [CmdletBinding(SupportsShouldProcess)]
                param($Path, $CatalogFilePath, $CatalogVersion)
                if ($PSCmdlet.ShouldProcess($Path)) { [pscustomobject] @{ FullName = 'KooDrive.cat' } }
            }
            function Set-AuthenticodeSignature {
                [CmdletBinding(SupportsShouldProcess)]
                param($FilePath, $Certificate, $HashAlgorithm, $IncludeChain, $TimestampServer)
                if ($PSCmdlet.ShouldProcess($FilePath)) { [Console]::Out.WriteLine("$FilePath is signed") }
            }
            $WhatIfPreference = $true
            Add-Signature folder 0
            """);
        Assert.Equal(["KooDrive.psd1 is signed", "KooDrive.cat is signed"], lines);
    }

    [Theory]
    [InlineData("Package")]
    [InlineData("Publish")]
    public async Task A_certificate_is_an_error_where_nothing_can_be_signed(string task)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows can sign.");
        string build = Path.Combine(Repository.Root, "build.ps1");
        string[] lines = await Child.RunAsync(
            $"try {{ & '{build}' -Task {task} -CertificateThumbprint 0 -WhatIf }} catch {{ $_.Exception.Message }}");
        Assert.Equal(
            ["Only pwsh on Windows can sign: run build.ps1 there, or leave -CertificateThumbprint out for an unsigned package."], lines);
    }

    [Fact]
    public async Task Tags_name_every_command()
    {
        string[] tags = await Child.RunAsync($". '{Script}'; Get-PackageTag (Test-ModuleManifest '{StagedModule.Manifest}')");
        Assert.Contains("PSModule", tags);
        var commands = StagedModule.Cmdlets.GetExportedTypes()
            .Select(type => type.GetCustomAttribute<CmdletAttribute>()).OfType<CmdletAttribute>()
            .Select(cmdlet => $"PSCommand_{cmdlet.VerbName}-{cmdlet.NounName}");
        Assert.Superset(commands.ToHashSet(), tags.ToHashSet());
    }
}
