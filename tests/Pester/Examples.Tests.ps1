# The scripts in docs/examples, as a user runs them for the first time: with the sandbox.
BeforeDiscovery {
    $examples = @(Get-Content -Path $PSScriptRoot/../Examples/examples.json -Raw | ConvertFrom-Json | ForEach-Object { $_ })
    $known = $examples.script | Sort-Object -Unique
}

Describe 'The examples' {
    BeforeAll {
        $folder = Join-Path $PSScriptRoot '../../docs/examples'
    }

    It 'are all run by this test' -TestCases @{ Known = $known } {
        (Get-ChildItem -Path $folder -Filter *.ps1).Name | Sort-Object | Should -Be $Known
    }

    Context '<_.script> <_.arguments>' -ForEach $examples {
        BeforeAll {
            $example = $_
            $path = Join-Path $folder $example.script
            # The text of -WhatIf is written to the host only: the script runs in a new process.
            $command = "`$ErrorActionPreference = 'Stop'; `$folder = '$TestDrive'; `$examples = '$folder'; " +
                "& '$path' $($example.arguments) 4> `$null; " +
                "if (Get-KooDriveSession -ErrorAction Ignore) { 'A session is left.' }"
            $output = & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -Command $command 2>&1
            $exitCode = $LASTEXITCODE
        }

        It 'ends without an error' {
            $exitCode | Should -Be 0
            $output | Where-Object { $_ -is [Management.Automation.ErrorRecord] } | Should -BeNullOrEmpty
            $output | Where-Object { $_ -match $example.expected } | Should -Not -BeNullOrEmpty
        }

        It 'removes the session' {
            $output | Should -Not -Contain 'A session is left.'
        }
    }

    It 'account for every row of a handover' {
        $path = Join-Path $TestDrive 'rows.csv'
        $report = Join-Path $TestDrive 'account.csv'
        Set-Content -Path $path -Value 'SourceUserId,DestinationUserId', '1,9', '1.39549704815713E+18,9', ',9', '1,9', 'unknown,9', ' 2 ,9'
        $output = & (Join-Path $folder 'handover.ps1') -Path $path -ReportPath $report -Sandbox -Confirm:$false 2> $null
        $output | Should -Be '2 of 6 handovers are done.'
        $rows = Import-Csv -Path $report
        $rows.Outcome | Should -Be 'Success', 'Failed', 'Success', 'InvalidArgument', 'InvalidArgument', 'InvalidArgument'
        $rows.SourceUserId | Should -Be '1', 'unknown', '2', '1.39549704815713E+18', '', '1'
        $rows[1].Detail | Should -Match '^18\d{6}$'
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
