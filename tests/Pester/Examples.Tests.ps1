# The scripts in docs/examples, as a user runs them for the first time: against the sandbox.
BeforeDiscovery {
    $examples = @(
        @{ Script = 'quickstart.ps1'; Arguments = @{}; Expected = '^\d+ of 1000 tasks have failed; \d+ of them are from the last seven days\.$' }
        @{ Script = 'handover.ps1'; Arguments = @{ Confirm = $false }; Expected = ': done\.$' }
        @{ Script = 'nightly-report.ps1'; Arguments = @{ Path = 'report.csv' }; Expected = '^The report is complete: ' }
        @{ Script = 'parallel.ps1'; Arguments = @{}; Expected = '^All with one session: \d+ requests\.$' }
        @{ Script = 'batch-import.ps1'; Arguments = @{ Path = 'failures.csv' }; Expected = '^Task \d+: \d+ users imported, 2 not\.$' }
    )
    $known = $examples.Script
}

Describe 'The examples' {
    BeforeAll {
        $folder = Join-Path $PSScriptRoot '../../docs/examples'
    }

    It 'are all run here' -TestCases @{ Known = $known } {
        (Get-ChildItem -Path $folder -Filter *.ps1).Name | Sort-Object | Should -Be ($Known | Sort-Object)
    }

    Context '<Script>' -ForEach $examples {
        BeforeAll {
            if ($Arguments.ContainsKey('Path')) { $Arguments.Path = Join-Path $TestDrive $Arguments.Path }
            if ($Script -ne 'quickstart.ps1') { $Arguments.Sandbox = $true }
            $output = @(& (Join-Path $folder $Script) @Arguments 2>&1 4> $null)
        }

        It 'ends well' {
            $output | Where-Object { $_ -is [Management.Automation.ErrorRecord] } | Should -BeNullOrEmpty
            $output | Where-Object { $_ -is [string] -and $_ -match $Expected } | Should -Not -BeNullOrEmpty
        }

        It 'leaves no session behind' {
            { Get-KooDriveSession -ErrorAction Stop } | Should -Throw -ErrorId 'NotConnected,*'
        }
    }

    It 'write files that Import-Csv reads' {
        $path = Join-Path $TestDrive 'read.csv'
        & (Join-Path $folder 'nightly-report.ps1') -Path $path -Sandbox
        $rows = Import-Csv -Path $path
        $rows.Count | Should -BeGreaterThan 50
        $rows.Status | Sort-Object -Unique | Should -Be 'Failed'
        $rows.CreateTimeUtc | ForEach-Object { $_ | Should -MatchExactly '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$' }
        "$path.cursor" | Should -Not -Exist
    }
}
