# The package: how build.ps1 makes it, checks it and tries it out. Uses that script's $out, $engine and Invoke-Program.

# Makes the package of the module as a Release build stages it, and outputs its path. What it says of itself is in the manifest.
function New-Package {
    Invoke-Program dotnet build src/KooDrive.PowerShell --configuration Release --property:ContinuousIntegrationBuild=true | Out-Default
    $module = Test-ModuleManifest -Path $out/KooDrive/KooDrive.psd1
    $metadata = [ordered]@{
        id           = $module.Name
        version      = $module.Version
        authors      = $module.Author
        copyright    = $module.Copyright
        description  = $module.Description
        releaseNotes = $module.ReleaseNotes
        projectUrl   = $module.ProjectUri
        licenseUrl   = $module.LicenseUri
        # The tags that the PowerShell Gallery finds modules and their commands by.
        tags         = @('PSModule'; $module.Tags; 'PSIncludes_Cmdlet'; $module.ExportedCmdlets.Keys | ForEach-Object { "PSCmdlet_$_"; "PSCommand_$_" }) -join ' '
    }
    $nuspec = @(
        '<package><metadata>'
        foreach ($name in $metadata.Keys) {
            if ($metadata[$name]) { "<$name>$([Security.SecurityElement]::Escape($metadata[$name]))</$name>" }
        }
        '</metadata><files><file src="KooDrive/**" /></files></package>'
    )
    [IO.File]::WriteAllLines("$out/KooDrive.nuspec", $nuspec)

    # NuGet's advice is for libraries: that assemblies belong into lib, and so on.
    Invoke-Program dotnet pack $out/KooDrive.nuspec --output $out --property:NoPackageAnalysis=true --property:NoWarn=NU5100 | Out-Default
    $package = "$out/KooDrive.$($module.Version).nupkg"
    Assert-PackageContent $package
    $package
}

# Staging has held out/KooDrive against the list of its files: the package must hold these, and beside them only its own papers.
function Assert-PackageContent([string] $Package) {
    $zip = [IO.Compression.ZipFile]::OpenRead($Package)
    try { $entries = @($zip.Entries.FullName | Where-Object { $_ -notmatch '^(_rels/|package/|KooDrive\.nuspec$|\[Content_Types\]\.xml$)' }) }
    finally { $zip.Dispose() }
    $staged = "$out/KooDrive"
    $files = @([IO.Directory]::GetFiles($staged, '*', 'AllDirectories') | ForEach-Object { [IO.Path]::GetRelativePath($staged, $_).Replace('\', '/') })
    $extra = @($entries | Where-Object { $_ -notin $files })
    $missing = @($files | Where-Object { $_ -notin $entries })
    if ($extra -or $missing) { throw "The package does not hold what it should. Unexpected: $extra; missing: $missing." }
}

# Tries the package out as a user does: installs it from a repository, then lists from the sandbox.
function Install-Package([string] $Package) {
    $modules = "$out/install"
    if ([IO.Directory]::Exists($modules)) { [IO.Directory]::Delete($modules, $true) }
    Invoke-Program $engine -NoProfile -File tests/Package/Install-Package.ps1 -Package $Package -ModulePath $modules
    Invoke-Program $engine -NoProfile -File tests/Package/Use-Installed.ps1 -ModulePath $modules
    [IO.Directory]::Delete($modules, $true)
}
