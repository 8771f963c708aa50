# Every way of installing the module, each in new processes that find no other copy. PSResourceGet's files in the user's profile are
# in a folder of this test; on Windows, the profile cannot be moved, and those tests are skipped.
BeforeDiscovery {
    $publish = Get-Command -Name Publish-PSResource -ErrorAction Ignore
    $skip = -not ($publish -and $publish.Parameters.ContainsKey('NupkgPath')) -or $env:OS -eq 'Windows_NT'
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'NewProcess.ps1')
    $staged = Split-Path -Path (Get-Module -Name KooDrive -ListAvailable)[0].Path
    $version = (Import-PowerShellDataFile -Path (Join-Path $staged 'KooDrive.psd1')).ModuleVersion
    $use = 'Connect-KooDrive -Sandbox -TaskCount 120; @(Get-KooDriveTask -All).Count; (Get-Module KooDrive).Version.ToString()'

    # The module with another version.
    function New-Version([string] $Version, [string] $Path) {
        Copy-Item -Path $staged -Destination $Path -Recurse
        $manifest = Join-Path $Path 'KooDrive.psd1'
        (Get-Content -Path $manifest -Raw) -replace "(?<=ModuleVersion\s*=\s*')[^']+", $Version | Set-Content -Path $manifest
    }

    $names = 'HOME', 'XDG_DATA_HOME', 'XDG_CONFIG_HOME', 'XDG_CACHE_HOME', 'PSModulePath'
    $before = @{}
    $names | ForEach-Object { $before[$_] = [Environment]::GetEnvironmentVariable($_) }
    $env:HOME = (New-Item -ItemType Directory -Path (Join-Path $TestDrive 'home')).FullName
    $env:XDG_DATA_HOME = Join-Path $env:HOME '.local/share'
    $env:XDG_CONFIG_HOME = Join-Path $env:HOME '.config'
    $env:XDG_CACHE_HOME = Join-Path $env:HOME '.cache'

    # For a folder that does not exist, .NET returns an empty path, and files would be written to the current one.
    $null = New-Item -ItemType Directory -Path $env:XDG_DATA_HOME, $env:XDG_CONFIG_HOME, $env:XDG_CACHE_HOME
    [Environment]::SetEnvironmentVariable('PSModulePath', $null)
}

AfterAll {
    $names | ForEach-Object { [Environment]::SetEnvironmentVariable($_, $before[$_]) }
}

Describe 'By hand' {
    It 'works from <Name>' -TestCases @(
        @{ Name = 'a folder'; Folder = 'Modules'; ReadOnly = $false }
        @{ Name = 'a folder with spaces and letters of other scripts'; Folder = 'My modules, 模块 é'; ReadOnly = $false }
        @{ Name = 'a folder that cannot be written to'; Folder = 'Read-only'; ReadOnly = $true }
    ) {
        $modules = Join-Path $TestDrive $Folder
        $null = New-Item -ItemType Directory -Path $modules
        New-Version $version (Join-Path $modules 'KooDrive')
        if ($ReadOnly) { Get-ChildItem -Path $modules -Recurse | ForEach-Object { $_.Attributes = $_.Attributes -bor 'ReadOnly' } }
        try { Invoke-NewProcess "`$env:PSModulePath = '$modules'; Import-Module KooDrive; $use" | Should -Be '120', $version }
        finally {
            Get-ChildItem -Path $modules -Recurse |
                ForEach-Object { $_.Attributes = $_.Attributes -band -bnot [IO.FileAttributes]::ReadOnly }
        }
    }

    It 'works with two versions side by side' {
        $modules = Join-Path $TestDrive 'Side by side'
        $null = New-Item -ItemType Directory -Path (Join-Path $modules 'KooDrive')
        '8.0.0', '9.0.0' | ForEach-Object { New-Version $_ (Join-Path $modules "KooDrive/$_") }
        Invoke-NewProcess "`$env:PSModulePath = '$modules'; Import-Module KooDrive; $use" | Should -Be '120', '9.0.0'
        Invoke-NewProcess "`$env:PSModulePath = '$modules'; Import-Module KooDrive -RequiredVersion 8.0.0; $use" | Should -Be '120', '8.0.0'
    }
}

Describe 'The manifest' -Tag 'Acceptance38' {
    It 'is plain data' {
        (Import-PowerShellDataFile -Path (Join-Path $staged 'KooDrive.psd1')).CmdletsToExport | Should -Contain 'Get-KooDriveTask'
    }

    It 'is plain data and valid with the published addresses' -Skip:($PSEdition -eq 'Desktop') {
        . $PSScriptRoot/../../tools/Packaging.ps1
        New-Version $version (Join-Path $TestDrive 'published/KooDrive')
        $manifest = Join-Path $TestDrive 'published/KooDrive/KooDrive.psd1'
        Add-Address $manifest 'https://repository.invalid/owner/name'
        (Import-PowerShellDataFile -Path $manifest).PrivateData.PSData.ProjectUri | Should -Be 'https://repository.invalid/owner/name'
        $module = Test-ModuleManifest -Path $manifest -WarningVariable warnings
        $warnings | Should -BeNullOrEmpty
        $module.LicenseUri | Should -Be "https://repository.invalid/owner/name/blob/v$version/LICENSE"
        $module.ReleaseNotes | Should -Be "https://repository.invalid/owner/name/blob/v$version/CHANGELOG.md"
    }
}

# In this order: each test continues the one before.
Describe 'PSResourceGet' -Skip:$skip {
    BeforeAll {
        $feed = (New-Item -ItemType Directory -Path (Join-Path $TestDrive 'feed')).FullName
        $other = (New-Item -ItemType Directory -Path (Join-Path $TestDrive 'other feed')).FullName
        '8.0.0', '9.0.0' | ForEach-Object {
            $null = New-Item -ItemType Directory -Path (Join-Path $TestDrive "source/$_")
            New-Version $_ (Join-Path $TestDrive "source/$_/KooDrive")
        }

        # Some versions of PSResourceGet lose the list of repositories after an installation.
        function Invoke-ResourceGet([string] $Script) {
            Invoke-NewProcess @"
                Get-PSResourceRepository | Where-Object Name -in Feed, Other | Unregister-PSResourceRepository
                Register-PSResourceRepository -Name Feed -Uri '$feed' -Trusted
                Register-PSResourceRepository -Name Other -Uri '$other' -Trusted
                $Script
"@
        }
    }

    It 'publishes it from its folder' {
        Invoke-ResourceGet "Publish-PSResource -Path '$TestDrive/source/8.0.0/KooDrive' -Repository Feed"
        Join-Path $feed 'KooDrive.8.0.0.nupkg' | Should -Exist
    }

    It 'publishes it as a package' {
        Invoke-ResourceGet (
            "Publish-PSResource -Path '$TestDrive/source/9.0.0/KooDrive' -Repository Other; " +
            "Publish-PSResource -NupkgPath '$other/KooDrive.9.0.0.nupkg' -Repository Feed")
        Join-Path $feed 'KooDrive.9.0.0.nupkg' | Should -Exist
    }

    It 'finds it by its name' {
        Invoke-ResourceGet '(Find-PSResource -Name KooDrive -Repository Feed).Version.ToString()' | Should -Be '9.0.0'
    }

    It 'installs it' {
        Invoke-ResourceGet 'Install-PSResource -Name KooDrive -Version 8.0.0 -Repository Feed'
        Invoke-NewProcess $use | Should -Be '120', '8.0.0'
    }

    It 'updates it while another process uses it' {
        $start = [Diagnostics.ProcessStartInfo]::new((Get-Process -Id $PID).Path)
        $wait = 'Import-Module KooDrive; ''imported''; $null = [Console]::In.ReadLine(); '
        $start.Arguments = "-NoProfile -NonInteractive -Command `"$wait$use`""
        $start.RedirectStandardInput = $start.RedirectStandardOutput = $true
        $process = [Diagnostics.Process]::Start($start)
        try {
            $process.StandardOutput.ReadLine() | Should -Be 'imported'
            Invoke-ResourceGet 'Update-PSResource -Name KooDrive -Repository Feed'
            $process.StandardInput.WriteLine()
            $process.StandardOutput.ReadToEnd().Trim() -split '\s+' | Should -Be '120', '8.0.0'
        }
        finally { $process.StandardInput.Close(); $process.WaitForExit(); $process.Dispose() }
        Invoke-NewProcess $use | Should -Be '120', '9.0.0'
        Invoke-NewProcess "Import-Module KooDrive -RequiredVersion 8.0.0; $use" | Should -Be '120', '8.0.0'
    }

    It 'removes it' {
        Invoke-ResourceGet 'Uninstall-PSResource -Name KooDrive -Version *; @(Get-Module KooDrive -ListAvailable).Count' | Should -Be '0'
    }

    It 'saves it into a folder with spaces and letters of other scripts' {
        $modules = (New-Item -ItemType Directory -Path (Join-Path $TestDrive 'Saved, 模块 é')).FullName
        Invoke-ResourceGet (
            "Save-PSResource -Name KooDrive -Repository Feed -Path '$modules'; " +
            "`$env:PSModulePath = '$modules'; Import-Module KooDrive; $use") | Should -Be '120', '9.0.0'
    }
}
