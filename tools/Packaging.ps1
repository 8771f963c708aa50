# Creates, checks and tests the package and the zip for build.ps1. Uses that script's $out, $engine and
# Invoke-Program.

# Creates both from the staged Release build, below $out/package, and outputs their paths.
function New-Package([string] $Address, [string] $Thumbprint) {
    Invoke-Program dotnet build src/KooDrive.PowerShell --configuration Release | Out-Default
    $folder = "$out/package/KooDrive"
    if ([IO.Directory]::Exists("$out/package")) { [IO.Directory]::Delete("$out/package", $true) }
    Get-FileName $out/KooDrive | ForEach-Object { Copy-File "$out/KooDrive/$_" "$folder/$_" }
    Copy-File docs/package.md $folder/README.md
    Copy-File docs/images/icon.png $folder/icon.png
    $lists = [IO.Directory]::GetFiles("$PWD/src/KooDrive.PowerShell/obj/Release", 'dependencies.txt', 'AllDirectories')
    [IO.File]::WriteAllText("$folder/THIRD-PARTY-NOTICES.txt", (Get-ThirdPartyNotice $lists))
    if ($Address) { Add-Address $folder/KooDrive.psd1 $Address }
    if ($Thumbprint) { Add-Signature $folder $Thumbprint }

    $module = Test-ModuleManifest -Path $folder/KooDrive.psd1
    $time = Get-CommitTime
    New-NuGetPackage $folder $module $time
    New-Zip $folder "$out/KooDrive.$($module.Version).zip" "KooDrive/$($module.Version)" $time
}

# The files of a folder, relative to it, in the same order on every system.
function Get-FileName([string] $Folder) {
    $names = [string[]] @(
        [IO.Directory]::GetFiles($Folder, '*', 'AllDirectories') |
            ForEach-Object { [IO.Path]::GetRelativePath($Folder, $_).Replace('\', '/') }
    )
    [Array]::Sort($names, [StringComparer]::Ordinal)
    $names
}

function Copy-File([string] $From, [string] $To) {
    $null = [IO.Directory]::CreateDirectory([IO.Path]::GetDirectoryName($To))
    [IO.File]::Copy($ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($From), $To, $true)
}

# The time of all entries in the archives, so that two builds of one commit are equal.
function Get-CommitTime {
    $seconds = if ($env:SOURCE_DATE_EPOCH) { $env:SOURCE_DATE_EPOCH }
    elseif (Get-Command -Name git -CommandType Application -ErrorAction Ignore) { git log -1 --format=%ct }
    if ($seconds) { return [DateTimeOffset]::FromUnixTimeSeconds($seconds).UtcDateTime }
    $PSCmdlet.WriteWarning('Left out: equal times in the archives. They need git, for the time of the commit, or SOURCE_DATE_EPOCH.')
    [datetime]::UtcNow
}

# Adds the addresses of the repository to the manifest. Files are at GitHub, at the tag of the version.
function Add-Address([string] $Manifest, [string] $Address) {
    $place = '(?m)^( *)# build\.ps1 -Task Publish adds .*$'
    $text = [IO.File]::ReadAllText($Manifest)
    if ($text -notmatch $place) { throw "$Manifest does not say where the addresses belong." }
    $tag = 'v' + (Test-ModuleManifest -Path $Manifest).Version
    $addresses = @(
        "ProjectUri = '$Address'"
        "LicenseUri = '$Address/blob/$tag/LICENSE'"
        "IconUri = '$Address/raw/$tag/docs/images/icon.png'"
        "ReleaseNotes = '$Address/blob/$tag/CHANGELOG.md'"
    ) | ForEach-Object { '${1}' + $_ }
    [IO.File]::WriteAllText($Manifest, [regex]::Replace($text, $place, ($addresses -join "`n")))
}

# Signs the module's own files, and a catalog of all files, in pwsh on Windows. Dependencies keep their signatures.
function Add-Signature([string] $Folder, [string] $Thumbprint) {
    $certificate = Get-Item -Path "Cert:\CurrentUser\My\$Thumbprint"
    $files = @(Get-ChildItem -Path $Folder -Recurse -Include KooDrive*.dll, *.psd1, *.psm1, *.ps1xml)
    Set-Signature $certificate $files.FullName
    $catalog = New-FileCatalog -Path $Folder -CatalogFilePath $Folder/KooDrive.cat -CatalogVersion 2 -WhatIf:$false
    Set-Signature $certificate $catalog.FullName
}

function Set-Signature([Security.Cryptography.X509Certificates.X509Certificate2] $Certificate, [string[]] $Path) {
    $arguments = @{
        Certificate     = $Certificate
        HashAlgorithm   = 'SHA256'
        IncludeChain    = 'NotRoot'
        TimestampServer = 'http://timestamp.digicert.com'
    }
    $failed = @(Set-AuthenticodeSignature -FilePath $Path @arguments -WhatIf:$false | Where-Object Status -NE Valid)
    if ($failed) { throw "Not signed: $($failed.ForEach{ "$($_.Path) ($($_.StatusMessage))" } -join ', ')." }
}

# Name, version, license and notices of every redistributed package, from the packages. The lists are written by
# Staging.targets.
function Get-ThirdPartyNotice([string[]] $List) {
    $packages = [Collections.Generic.SortedDictionary[string, object]]::new([StringComparer]::OrdinalIgnoreCase)
    foreach ($line in $List | ForEach-Object { [IO.File]::ReadAllLines($_) }) {
        $null, $id, $version, $origin, $path = $line.Split('|')
        $packages["$id $version"] = Get-PackageLicense $id $version $origin.Substring(0, $origin.Length - $path.Length)
    }

    # Some packages do not contain the text of their license: then that of a package by the same authors with the same license is used.
    foreach ($package in $packages.Values | Where-Object Text -EQ $null) {
        $same = @($packages.Values | Where-Object { $_.Text -and $_.License -eq $package.License -and $_.Authors -eq $package.Authors })
        if (-not $same) { throw "The package $($package.Name) does not bring the text of its license, $($package.License)." }
        $package.Text = $same[0].Text
    }

    $line = '-' * 100
    $lines = @(
        'KooDrive redistributes the assemblies of these packages, as their authors have built them:'
        ''
        $packages.Values | ForEach-Object { "- $($_.Name), license $($_.License), $($_.Copyright)" }
        foreach ($license in $packages.Values | Group-ByText Text) { ''; $line; "License of $($license.Names)"; $line; ''; $license.Text }
        foreach ($notice in $packages.Values | Group-ByText Notice) { ''; $line; "Notices of $($notice.Names)"; $line; ''; $notice.Text }
    )
    ($lines -join "`n") + "`n"
}

function Get-PackageLicense([string] $Id, [string] $Version, [string] $Folder) {
    $nuspec = [xml]::new()
    $nuspec.Load([IO.Directory]::GetFiles($Folder, '*.nuspec')[0])
    $metadata = $nuspec['package']['metadata']
    if (-not $metadata['license']) { throw "The package $Id $Version does not name its license." }
    $license = $metadata['license'].InnerText
    $file = if ($metadata['license'].GetAttribute('type') -eq 'file') { $license } else { 'LICENSE*' }
    [pscustomobject]@{
        Name = "$Id $Version"; License = $license; Authors = $metadata['authors'].InnerText; Copyright = $metadata['copyright'].InnerText
        Text = Read-PackageText $Folder $file; Notice = Read-PackageText $Folder 'THIRD-PARTY-NOTICES*'
    }
}

function Read-PackageText([string] $Folder, [string] $Pattern) {
    $files = [IO.Directory]::GetFiles($Folder, $Pattern)
    if ($files) { [IO.File]::ReadAllText($files[0]).ReplaceLineEndings("`n").Trim() }
}

# Each text once, with the names of its packages.
function Group-ByText([string] $Property) {
    $names = [ordered]@{}
    foreach ($package in $input | Where-Object $Property) { $names[$package.$Property] = @($names[$package.$Property]) + $package.Name }
    foreach ($text in $names.Keys) { [pscustomobject]@{ Text = $text; Names = @($names[$text] | Where-Object { $_ }) -join ', ' } }
}

# The tags by which the PowerShell Gallery finds modules and their commands.
function Get-PackageTag([psmoduleinfo] $Module) {
    'PSModule'; $Module.Tags; 'PSIncludes_Cmdlet'
    $Module.ExportedCmdlets.Keys | ForEach-Object { "PSCmdlet_$_"; "PSCommand_$_" }
}

# The package's metadata is that of the manifest.
function New-NuGetPackage([string] $Folder, [psmoduleinfo] $Module, [datetime] $Time) {
    $metadata = [ordered]@{
        id           = $Module.Name
        version      = $Module.Version
        authors      = $Module.Author
        projectUrl   = $Module.ProjectUri
        iconUrl      = $Module.IconUri
        copyright    = $Module.Copyright
        description  = $Module.Description
        releaseNotes = $Module.ReleaseNotes
        icon         = 'icon.png'
        readme       = 'README.md'
        tags         = (Get-PackageTag $Module) -join ' '
    }
    $nuspec = @(
        '<package><metadata>'
        '<license type="expression">MIT</license>'
        foreach ($name in $metadata.Keys) {
            if ($metadata[$name]) { "<$name>$([Security.SecurityElement]::Escape($metadata[$name]))</$name>" }
        }
        '</metadata><files>'
        Get-FileName $Folder | ForEach-Object { "<file src=`"KooDrive/$_`" target=`"$_`" />" }
        '</files></package>'
    )
    [IO.File]::WriteAllLines("$out/package/KooDrive.nuspec", $nuspec)

    # NU5100 is for libraries, whose assemblies are in lib. A module has none there.
    $options = @(
        '--no-build', '--configuration', 'Release', '--output', $out
        '--property:NoWarn=NU5100', "--property:NuspecFile=$out/package/KooDrive.nuspec"
        "--property:DeterministicTimestamp=$($Time.ToString('yyyy-MM-ddTHH:mm:ssZ'))"
    )
    Invoke-Program dotnet pack src/KooDrive.PowerShell @options | Out-Default
    $package = "$out/KooDrive.$($Module.Version).nupkg"
    Assert-ArchiveContent $package $Folder ''
    $package
}

# For an installation without a tool: unpacked into a folder of modules.
function New-Zip([string] $Folder, [string] $Path, [string] $Root, [datetime] $Time) {
    [IO.File]::Delete($Path)
    $zip = [IO.Compression.ZipFile]::Open($Path, 'Create')
    try {
        foreach ($name in Get-FileName $Folder) {
            $entry = $zip.CreateEntry("$Root/$name", 'SmallestSize')
            $entry.LastWriteTime = $Time
            $entry.ExternalAttributes = 0x81A4 -shl 16 # -rw-r--r--
            $content = [IO.File]::ReadAllBytes("$Folder/$name")
            $stream = $entry.Open()
            $stream.Write($content, 0, $content.Length)
            $stream.Dispose()
        }
    }
    finally { $zip.Dispose() }
    Assert-ArchiveContent $Path $Folder "$Root/"
    $Path
}

# An archive must contain the folder's files, and otherwise only the metadata of a package.
function Assert-ArchiveContent([string] $Archive, [string] $Folder, [string] $Root) {
    $zip = [IO.Compression.ZipFile]::OpenRead($Archive)
    $metadata = '^(_rels/|package/|KooDrive\.nuspec$|\[Content_Types\]\.xml$)'
    try { $entries = @($zip.Entries.FullName | Where-Object { $_ -notmatch $metadata }) }
    finally { $zip.Dispose() }
    $files = @(Get-FileName $Folder | ForEach-Object { "$Root$_" })
    $extra = @($entries | Where-Object { $_ -notin $files })
    $missing = @($files | Where-Object { $_ -notin $entries })
    if ($extra -or $missing) { throw "$Archive does not hold what it should. Unexpected: $extra; missing: $missing." }
}

# Tests them like a user: installs each, the zip into a folder with an unusual name that is then read-only, and lists
# from the sandbox.
function Install-Package([string[]] $Archive) {
    $places = @{ '.nupkg' = "$out/install/package"; '.zip' = "$out/install/Module, 模块 é" }
    foreach ($path in $Archive) {
        $modules = $places[[IO.Path]::GetExtension($path)]
        Remove-Folder $modules
        Invoke-Program $engine -NoProfile -File tests/Package/Install-Package.ps1 -Package $path -ModulePath $modules
        Set-ReadOnly $modules $true
        try { Invoke-Program $engine -NoProfile -File tests/Package/Use-Installed.ps1 -ModulePath $modules }
        finally { Remove-Folder $modules }
    }
}

function Set-ReadOnly([string] $Folder, [bool] $ReadOnly) {
    foreach ($path in @($Folder) + [IO.Directory]::GetFileSystemEntries($Folder, '*', 'AllDirectories')) {
        $attributes = [IO.File]::GetAttributes($path)
        $attributes = if ($ReadOnly) { $attributes -bor 'ReadOnly' } else { $attributes -band -bnot [IO.FileAttributes]::ReadOnly }
        [IO.File]::SetAttributes($path, $attributes)
    }
}

# With the files in it that are read-only.
function Remove-Folder([string] $Folder) {
    if (-not [IO.Directory]::Exists($Folder)) { return }
    Set-ReadOnly $Folder $false
    [IO.Directory]::Delete($Folder, $true)
}

# Creates both again, from the same commit in another folder: they must be identical.
function Assert-Reproducible([string[]] $Archive, [string] $Address) {
    # Outside a repository, git writes an error.
    if (-not (Get-Command -Name git -CommandType Application -ErrorAction Ignore) -or (git status --porcelain 2>&1)) {
        $PSCmdlet.WriteWarning('Left out: the second build to compare with. It needs git, and a work tree without changes.')
        return
    }
    $root, $again = $PWD, "$out/again"
    # A run that was stopped leaves the folder, and git's entry for it, which may be locked: that needs the second --force.
    Remove-Folder $again
    Invoke-Program git worktree add --quiet --force --force --detach $again HEAD
    try {
        $null = $PSCmdlet.SessionState.Path.SetLocation($again)
        $second = @(& { $out = "$again/out"; New-Package $Address })
        foreach ($path in $Archive) {
            $other = @($second | Where-Object { [IO.Path]::GetFileName($_) -eq [IO.Path]::GetFileName($path) })[0]
            if (-not [Linq.Enumerable]::SequenceEqual([IO.File]::ReadAllBytes($path), [IO.File]::ReadAllBytes($other))) {
                throw "Two builds of one commit differ: $path and $other."
            }
            "$([IO.Path]::GetFileName($path)): two builds of this commit are the same, byte for byte."
        }
    }
    finally {
        $null = $PSCmdlet.SessionState.Path.SetLocation($root)
        Invoke-Program git worktree remove --force $again
    }
}
