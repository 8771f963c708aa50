# Installs the module into a folder like a user: unpacks the zip, or installs the package from its folder, which is registered as a
# repository.
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $Package,
    [Parameter(Mandatory)] [string] $ModulePath
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$version = [IO.Path]::GetFileNameWithoutExtension($Package).Substring('KooDrive.'.Length)
$null = [IO.Directory]::CreateDirectory($ModulePath)

if ($Package.EndsWith('.zip')) {
    [IO.Compression.ZipFile]::ExtractToDirectory($Package, $ModulePath)
}
elseif (Get-Command -Name Save-PSResource -ErrorAction Ignore) {
    # The folder is registered only for the installation.
    $repository = "KooDrive-$([guid]::NewGuid())"
    Register-PSResourceRepository -Name $repository -Uri ([IO.Path]::GetDirectoryName($Package)) -Trusted
    try { Save-PSResource -Name KooDrive -Version $version -Repository $repository -Path $ModulePath }
    finally { Unregister-PSResourceRepository -Name $repository }
}
else {
    $PSCmdlet.WriteWarning('Left out: the installation from a repository, which needs PSResourceGet. The package is unpacked instead.')
    $module = "$ModulePath/KooDrive/$version"
    [IO.Compression.ZipFile]::ExtractToDirectory($Package, $module)
    '_rels', 'package' | ForEach-Object { [IO.Directory]::Delete("$module/$_", $true) }
    'KooDrive.nuspec', '[Content_Types].xml' | ForEach-Object { [IO.File]::Delete("$module/$_") }
}
