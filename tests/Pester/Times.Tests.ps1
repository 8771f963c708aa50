# The forms in about_KooDrive_Times, with the real cmdlets, in time zones east and west of UTC. The zone is that of the process.
BeforeDiscovery {
    $onWindows = [Environment]::OSVersion.Platform -ne 'Unix'
    $zones = @(
        @{ Zone = 'Asia/Shanghai'; LocalDay = '2026-08-13' }
        @{ Zone = 'America/St_Johns'; LocalDay = '2026-08-12' }
    )
}

Describe 'Times of tasks in <Zone>' -Tag 'Acceptance40' -Skip:$onWindows -ForEach $zones {
    BeforeAll {
        # Show outputs the result of a form, or error.
        $script = @'
            $ErrorActionPreference = 'Stop'
            Connect-KooDrive -Sandbox
            $now = [DateTimeOffset]::UtcNow
            $task = [KooDrive.TaskInfo]@{ TaskId = '1'; CreateTime = $now.AddHours(-2); StartTime = $now.AddHours(-1.5) }
            $new = [KooDrive.TaskInfo]@{ TaskId = '2'; CreateTime = $now }
            $fixed = [KooDrive.TaskInfo]@{ TaskId = '3'; CreateTime = [DateTimeOffset]'2026-08-12T20:00:00Z' }
            $file = Join-Path ([IO.Path]::GetTempPath()) "koodrive-$PID.xml"
            $task, $new, $fixed | Export-Clixml -Path $file
            $copies = Import-Clixml -Path $file
            Remove-Item -Path $file
            function Show([string] $Name, [scriptblock] $Form) {
                try { $value = & $Form } catch { $value = 'error' }
                if ($value -is [TimeSpan]) { $value = $value.TotalHours.ToString('0.0', [cultureinfo]::InvariantCulture) }
                "$Name=$value"
            }
            foreach ($set in @($task, $new, $fixed), $copies) {
                $task, $new, $fixed = $set
                Show 'New-TimeSpan refused' { New-TimeSpan -Start $task.StartTime }
                Show 'New-TimeSpan' { New-TimeSpan -Start $task.StartTime.LocalDateTime }
                Show 'Get-Date refused' { Get-Date $task.StartTime }
                Show 'Get-Date' { Get-Date $fixed.CreateTime.LocalDateTime -Format 'yyyy-MM-dd' }
                Show 'minus Get-Date refused' { (Get-Date) - $task.StartTime }
                Show 'minus Get-Date' { (Get-Date) - $task.StartTime.LocalDateTime }
                Show 'datetime refused' { [datetime]$task.StartTime }
                Show 'newer than an hour' { @($task, $new | Where-Object CreateTime -gt (Get-Date).AddHours(-1)).Count }
                Show 'newer than three hours' { @($task, $new | Where-Object CreateTime -gt (Get-Date).AddHours(-3)).Count }
                Show 'over an hour' { @($task, $new | Where-Object StartTime | Where-Object StartTime -lt (Get-Date).AddHours(-1)).TaskId }
                Show 'over two hours' { @($task, $new | Where-Object StartTime | Where-Object StartTime -lt (Get-Date).AddHours(-2)).Count }
                Show 'day' { ($fixed | Group-Object { $_.CreateTime.LocalDateTime.ToString('yyyy-MM-dd') } -NoElement).Name }
                Show 'day by date' {
                    ([datetime]($fixed | Group-Object { $_.CreateTime.LocalDateTime.Date }).Values[0]).ToString('yyyy-MM-dd')
                }
                Show 'sort' { ($new, $task, $fixed | Sort-Object CreateTime).TaskId -join ' ' }
                Show 'sort of missing times' { ($task, $new | Sort-Object StartTime).TaskId -join ' ' }
                Show 'CSV' { [DateTimeOffset]($fixed | ConvertTo-Csv | ConvertFrom-Csv).CreateTimeUtc -eq $fixed.CreateTime }
            }
'@
        $zoneBefore = $env:TZ
        try {
            $env:TZ = $Zone
            $lines = & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -Command $script
        }
        finally {
            $env:TZ = $zoneBefore
        }
    }

    It '<Form> is <Expected>, for tasks and for copies' -ForEach @(
        @{ Form = 'New-TimeSpan refused'; Expected = 'error' }
        @{ Form = 'New-TimeSpan'; Expected = '1.5' }
        @{ Form = 'Get-Date refused'; Expected = 'error' }
        @{ Form = 'Get-Date'; Expected = '' }
        @{ Form = 'minus Get-Date refused'; Expected = 'error' }
        @{ Form = 'minus Get-Date'; Expected = '1.5' }
        @{ Form = 'datetime refused'; Expected = 'error' }
        @{ Form = 'newer than an hour'; Expected = '1' }
        @{ Form = 'newer than three hours'; Expected = '2' }
        @{ Form = 'over an hour'; Expected = '1' }
        @{ Form = 'over two hours'; Expected = '0' }
        @{ Form = 'day'; Expected = '' }
        @{ Form = 'day by date'; Expected = '' }
        @{ Form = 'sort'; Expected = '3 1 2' }
        @{ Form = 'sort of missing times'; Expected = '2 1' }
        @{ Form = 'CSV'; Expected = 'True' }
    ) {
        # An empty expectation is the local day of the zone.
        $value = if ($Expected) { $Expected } else { $LocalDay }
        @($lines | Where-Object { $_ -like "$Form=*" }) | Should -Be "$Form=$value", "$Form=$value"
    }
}

Describe 'The recipe for JSON' -Skip:($PSEdition -eq 'Desktop') {
    It 'has names instead of numbers, and no object for a time' {
        Connect-KooDrive -Sandbox
        $tasks = Get-KooDriveTask -Status Failed -First 5
        Disconnect-KooDrive
        $json = $tasks | Select-Object TaskId, TaskName, TaskType, Status, CreateTimeUtc | ConvertTo-Json -EnumsAsStrings
        $json | Should -Match '"Status": "Failed"'
        $json | Should -Match '"TaskType": "(Transfer|BatchImport)"'
        $json | Should -Not -Match 'Ticks'
        ($json | ConvertFrom-Json).TaskId | Should -BeExactly $tasks.TaskId
    }
}
