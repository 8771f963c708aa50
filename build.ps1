<#
.SYNOPSIS
    Builds, tests, documents, packages and publishes the KooDrive module.

.DESCRIPTION
    Test and Package build first, and Publish creates the package first. Package and Publish do not run the tests. Nothing outside the
    repository changes, except that Package registers its output folder as a PSResource repository while it tests the installation.

    Runs in pwsh 7.4 or later, and in tools/PwshLite, which reports and omits the steps that need a full pwsh. Pester and PlatyPS
    are used in exactly the versions below: from PSModulePath, else from the PowerShell Gallery, in out/tools.

    Why PwshLite: many build computers and containers have the .NET SDK but no pwsh, and the module needs a PowerShell engine. PwshLite
    hosts the real engine, from its NuGet package, in a separate process. So one script serves both kinds of computers, and the examples
    and the quick start run on each.

.PARAMETER Task
    Clean removes the output of builds.
    Build builds everything, with warnings as errors, and stages the importable module in out/KooDrive.
    Test runs the tests of .NET and of Pester, and checks the format of the code.
    Docs creates the help files KooDrive.PowerShell.dll-Help.xml of docs/en-US and docs/zh-CN from their Markdown pages; with -WhatIf, it
    compares them.
    Package creates out/KooDrive.<version>.nupkg and out/KooDrive.<version>.zip, checks their content, installs each below out and
    lists the sandbox's tasks from there. Unless they are signed, it builds a second time and compares the packages.
    Publish pushes that package. With -WhatIf, it creates and checks it, shows the destination, and needs no key.

.PARAMETER Configuration
    Debug or Release. Without it, Debug to build, and Release to test. A package is always Release.

.PARAMETER CertificateThumbprint
    Signs scripts, views, assemblies and a catalog of the package with this certificate of Cert:\CurrentUser\My. Only pwsh on
    Windows can sign: elsewhere, it is an error.

.PARAMETER RepositoryUrl
    The address of the repository, to which the published package links. Without it, RepositoryUrl of Directory.Build.props; Publish
    fails when both are empty.

.PARAMETER Repository
    The destination of Publish: the name of a repository of Get-PSResourceRepository.

.PARAMETER ApiKey
    The API key for Publish. Without it, the environment variable PSGALLERY_API_KEY.

.EXAMPLE
    ./build.ps1 -Task Test

.EXAMPLE
    ./build.ps1 -Task Publish -WhatIf

.EXAMPLE
    dotnet run --project tools/PwshLite -- build.ps1 -Task Package
#>
#Requires -Version 7.4
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Position = 0)] [ValidateSet('Clean', 'Build', 'Test', 'Docs', 'Package', 'Publish')] [string] $Task = 'Build',
    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = $(if ($Task -in 'Test', 'Package', 'Publish') { 'Release' } else { 'Debug' }),
    [ValidateNotNullOrEmpty()] [string] $CertificateThumbprint,
    [ValidatePattern('^https://[^/]+/.*[^/]$')] [string] $RepositoryUrl,
    [ValidateNotNullOrEmpty()] [string] $Repository = 'PSGallery',
    [ValidateNotNull()] [securestring] $ApiKey
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$out = "$PSScriptRoot/out"
$engine = [Environment]::ProcessPath # Runs scripts in a new process, without the modules of this one.
. $PSScriptRoot/tools/Packaging.ps1

# Runs a program with its arguments; an exit code other than 0 is an error.
function Invoke-Program {
    $program, [string[]] $arguments = $args
    & $program @arguments
    if ($LASTEXITCODE -ne 0) { throw "'$args' failed with exit code $LASTEXITCODE." }
}

# The path of a module in exactly this version; nothing, with a warning, if it is not available. On a CI runner with a full pwsh, that is
# an error: its jobs must not pass without the Pester tests.
function Get-Tool([string] $Name, [string] $Version) {
    if (-not (Get-Command -Name Get-Content, Out-String -ErrorAction Ignore)) {
        $PSCmdlet.WriteWarning("Left out: what $Name $Version does. It needs a full pwsh.")
        return
    }
    try {
        $installed = @(Get-Module -ListAvailable -FullyQualifiedName @{ ModuleName = $Name; RequiredVersion = $Version })
        if ($installed) { return $installed[0].Path }
        $path = "$out/tools/$Name/$Version/$Name.psd1"
        if (-not [IO.File]::Exists($path)) {
            $null = [IO.Directory]::CreateDirectory("$out/tools")
            Save-PSResource -Name $Name -Version $Version -Path $out/tools -TrustRepository -WhatIf:$false
        }
        $path
    }
    catch {
        if ($env:CI) { throw }
        $PSCmdlet.WriteWarning("Left out: what $Name $Version does. $_")
    }
}

function Clear-Repository {
    $projects = [IO.Directory]::GetFiles($PSScriptRoot, '*.csproj', 'AllDirectories').ForEach{ [IO.Path]::GetDirectoryName($_) }
    $made = @($out, "$PSScriptRoot/TestResults") + @($projects.ForEach{ "$_/bin", "$_/obj", "$_/TestResults" })
    foreach ($folder in $made | ForEach-Object { [IO.Path]::GetFullPath($_) } | Where-Object { [IO.Directory]::Exists($_) }) {
        if ($engine.StartsWith($folder)) { $PSCmdlet.WriteWarning("Left out: $folder, which this host runs from.") }
        elseif ($PSCmdlet.ShouldProcess($folder, 'Remove')) { Remove-Folder $folder }
    }
}

function Build-Solution {
    Invoke-Program dotnet restore
    Invoke-Program dotnet build --no-restore --configuration $Configuration
}

function Test-Solution {
    Invoke-Program dotnet test --no-build --configuration $Configuration
    $pester = Get-Tool Pester 5.9.0
    if ($pester) { Invoke-Program $engine -NoProfile -File tests/Pester/Invoke-Tests.ps1 -Pester $pester -Module $out }
    Invoke-Program dotnet format --verify-no-changes --no-restore
}

# What PlatyPS 1.0.3 leaves out of the MAML, or breaks: the default values, and the indentation of code, where it cuts off that of the first
# line alone.
function Complete-Help([string] $Maml, [object[]] $Pages) {
    $document = [Xml.XmlDocument]::new()
    $document.PreserveWhitespace = $true
    $document.LoadXml([regex]::Replace($Maml, '(?<=<maml:para>)[^<]+', { $args[0].Value.Replace("`n    ", "`n") }))
    foreach ($page in $Pages) {
        $ofPage = "//*[local-name()='command'][*/*[local-name()='name']='$($page.Title)']/*[local-name()='parameters']"
        foreach ($parameter in $page.Parameters | Where-Object DefaultValue) {
            $type = $document.SelectSingleNode("$ofPage/*[*[local-name()='name']='$($parameter.Name)']/*[local-name()='type']")
            $value = $document.CreateElement('dev', 'defaultValue', $type.NamespaceURI)
            $value.InnerText = $parameter.DefaultValue
            $null = $type.ParentNode.InsertAfter($value, $type)
            $null = $type.ParentNode.InsertAfter($document.CreateWhitespace("`n        "), $type)
        }
    }
    $document.OuterXml.Replace([string][char]0x80, '&#x80;') # How PlatyPS writes an empty line.
}

function Update-Help {
    $platyPS = Get-Tool Microsoft.PowerShell.PlatyPS 1.0.3
    if (-not $platyPS) { return }
    Import-Module -Name $platyPS
    foreach ($folder in 'docs/en-US', 'docs/zh-CN') {
        $files = Get-ChildItem -Path $folder -Filter *-*.md | Sort-Object -Property Name
        $pages = @($files | ForEach-Object { Import-MarkdownCommandHelp -Path $_.FullName })
        $complaints = @($pages.Diagnostics.Messages | Where-Object Severity -NE Information)
        if ($complaints) { throw "PlatyPS complains about the pages in ${folder}: $complaints" }
        $made = $pages | Export-MamlCommandHelp -OutputFolder $out/$folder -Force -WhatIf:$false
        $kept = "$PSScriptRoot/$folder/$($made.Name)"
        $text = Complete-Help ([IO.File]::ReadAllText($made).ReplaceLineEndings("`n")) $pages
        if ([IO.File]::Exists($kept) -and [IO.File]::ReadAllText($kept).ReplaceLineEndings("`n") -ceq $text) { "$kept is up to date." }
        elseif ($PSCmdlet.ShouldProcess($kept, 'Make anew')) { [IO.File]::WriteAllText($kept, $text); "$kept has changed." }
    }
}

function Publish-Package([string] $Package) {
    if (-not $PSCmdlet.ShouldProcess($Repository, "Publish $Package")) { return }
    $key = if ($ApiKey) { [Net.NetworkCredential]::new('', $ApiKey).Password } else { $env:PSGALLERY_API_KEY }
    Publish-PSResource -NupkgPath $Package -Repository $Repository -ApiKey $key
}

if ($Task -in 'Package', 'Publish' -and $Configuration -ne 'Release') {
    throw "A package is always Release: leave -Configuration $Configuration out."
}
if ($CertificateThumbprint -and -not (Get-Command -Name New-FileCatalog -ErrorAction Ignore)) {
    throw 'Only pwsh on Windows can sign: run build.ps1 there, or leave -CertificateThumbprint out for an unsigned package.'
}
$address = if ($RepositoryUrl) { $RepositoryUrl }
elseif ($Task -eq 'Publish') { Invoke-Program dotnet msbuild $PSScriptRoot/src/KooDrive '-getProperty:RepositoryUrl' }
if ($Task -eq 'Publish' -and -not $address) {
    throw 'Publish needs the address of the repository: pass -RepositoryUrl, or set RepositoryUrl in Directory.Build.props.'
}
if ($Task -eq 'Publish' -and -not $WhatIfPreference) {
    if (-not ($ApiKey -or $env:PSGALLERY_API_KEY)) {
        throw 'Publish needs an API key: pass -ApiKey, or set PSGALLERY_API_KEY. With -WhatIf it needs none.'
    }
    $command = Get-Command -Name Publish-PSResource -ErrorAction Ignore
    if (-not ($command -and $command.Parameters.ContainsKey('NupkgPath'))) {
        throw 'Publish needs Microsoft.PowerShell.PSResourceGet 1.1 or later.'
    }
}
$location = $PSCmdlet.SessionState.Path
$location.PushCurrentLocation('build')
try {
    $null = $location.SetLocation($PSScriptRoot)
    switch ($Task) {
        'Clean' { Clear-Repository }
        'Build' { Build-Solution }
        'Test' { Build-Solution; Test-Solution }
        'Docs' { Update-Help }
        'Package' {
            $archives = @(New-Package $address $CertificateThumbprint)
            Install-Package $archives
            if (-not $CertificateThumbprint) { Assert-Reproducible $archives $address }
        }
        'Publish' {
            $archives = @(New-Package $address $CertificateThumbprint)
            Install-Package $archives
            Publish-Package $archives[0]
        }
    }
}
finally {
    $null = $location.PopLocation('build')
}
