# Importing the module adds its commands to a session, and nothing else.
BeforeAll {
    . (Join-Path $PSScriptRoot 'NewProcess.ps1')
}

Describe 'The module' -Tag 'Acceptance17' {
    BeforeAll {
        $module = Import-Module -Name KooDrive -PassThru
        $cmdlets = $module.ExportedCmdlets.Keys | Sort-Object
    }

    It 'has eleven commands, which Get-Command finds before it is imported' {
        $cmdlets | Should -HaveCount 11
        Invoke-NewProcess 'Get-Command *-KooDrive* | ForEach-Object Name | Sort-Object; (Get-Module -Name KooDrive).Path' |
            Should -Be $cmdlets
    }

    It 'is imported by using one of them' {
        Invoke-NewProcess 'Connect-KooDrive -Sandbox; Get-Module | ForEach-Object Name' | Should -Contain 'KooDrive'
    }

    It 'adds no aliases, functions or variables' {
        $difference = Invoke-NewProcess @'
            function Get-Everything { (Get-Command -CommandType Alias, Function, Filter).Name; (Get-Variable -Scope Global).Name }
            $before = $null
            $before = Get-Everything
            Import-Module KooDrive
            Get-Everything | Where-Object { $_ -notin $before }
'@
        $difference | Should -BeNullOrEmpty
    }

    It 'can be removed and imported again' {
        $count = Invoke-NewProcess @'
            Connect-KooDrive -Sandbox
            Remove-Module KooDrive
            Import-Module KooDrive -Force
            Connect-KooDrive -Sandbox
            @(Get-KooDriveTask -All).Count
'@
        $count | Should -Be 250
    }

    It 'has a valid manifest' {
        $path = Join-Path $module.ModuleBase 'KooDrive.psd1'
        $manifest = Test-ModuleManifest -Path $path -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -BeNullOrEmpty
        $manifest.Version | Should -Be $module.Version
    }
}
