# Tasks go into a file and come back as they were.
BeforeDiscovery {
    $onWindows = [Environment]::OSVersion.Platform -ne 'Unix'
}

BeforeAll {
    Connect-KooDrive -Sandbox
    $tasks = Get-KooDriveTask -All
}

AfterAll {
    Disconnect-KooDrive
}

Describe 'A CSV file of tasks' -Tag 'Acceptance15' {
    BeforeAll {
        $path = Join-Path $TestDrive 'tasks.csv'
        $tasks | Select-Object Csv | Export-Csv -Path $path -NoTypeInformation -Encoding UTF8
        $rows = Import-Csv -Path $path -Encoding UTF8
    }

    It 'has one row a task, with the same <_>' -ForEach 'TaskId', 'TaskName', 'UserId', 'TenantId', 'Locale', 'InitParams' {
        $rows.$_ | Should -BeExactly $tasks.$_
    }

    It 'names states and types' {
        $rows.Status | Should -BeExactly @($tasks.Status | ForEach-Object ToString)
        $rows.TaskType | Should -BeExactly @($tasks.TaskType | ForEach-Object ToString)
    }

    It 'brings the <_> back to the millisecond' -ForEach 'CreateTime', 'StartTime', 'EndTime' {
        $name = $_
        $read = $rows."${name}Utc" |
            ForEach-Object { if ($_) { [DateTimeOffset]::Parse($_, [cultureinfo]::InvariantCulture).UtcTicks } else { 0 } }
        $read | Should -Be @($tasks | ForEach-Object { if ($_.$name) { $_.$name.UtcTicks } else { 0 } })
    }

    It 'keeps names with <Kind>' -ForEach @(
        @{ Kind = 'commas'; Pattern = ',' }
        @{ Kind = 'quotes'; Pattern = '"' }
        @{ Kind = 'a line feed'; Pattern = '[^\r]\n' }
        @{ Kind = 'a carriage return and a line feed'; Pattern = '\r\n' }
        @{ Kind = 'Chinese characters'; Pattern = '\p{IsCJKUnifiedIdeographs}' }
    ) {
        $expected = @($tasks.TaskName | Where-Object { $_ -match $Pattern })
        $expected | Should -Not -BeNullOrEmpty
        @($rows.TaskName | Where-Object { $_ -match $Pattern }) | Should -BeExactly $expected
    }

    It 'has its columns from the property set, whatever the first row holds' {
        $columns = $rows[0].psobject.Properties.Name
        foreach ($status in 'New', 'Failed') {
            $lines = $tasks | Where-Object Status -EQ $status | Select-Object Csv | ConvertTo-Csv -NoTypeInformation
            $lines[0] | Should -BeExactly ('"' + ($columns -join '","') + '"')
        }
    }

    It 'can be appended to' {
        $tasks | Select-Object Csv | Export-Csv -Path $path -NoTypeInformation -Encoding UTF8 -Append
        (Import-Csv -Path $path).Count | Should -Be (2 * $tasks.Count)
    }
}

Describe 'Export-Csv without the property set' -Tag 'Acceptance15' {
    It 'writes no type name into a cell' {
        $cells = $tasks | ConvertTo-Csv | ConvertFrom-Csv | ForEach-Object { $_.psobject.Properties.Value }
        $cells | Where-Object { $_ -match '^(System|KooDrive)\.' } | Should -BeNullOrEmpty
    }

    It 'has a column for everything that is in the property set' {
        $columns = ($tasks | ConvertTo-Csv | ConvertFrom-Csv)[0].psobject.Properties.Name
        $set = ($tasks[0] | Select-Object Csv).psobject.Properties.Name
        $set | Where-Object { $_ -notin $columns } | Should -BeNullOrEmpty
    }
}

Describe 'The property set Csv' -Tag 'Acceptance16' {
    It 'is the same text in <_>' -ForEach 'en-US', 'de-DE', 'zh-CN', 'ar-SA', 'th-TH' {
        $here = [cultureinfo]::CurrentCulture
        $expected = $tasks | Select-Object Csv | ConvertTo-Csv
        try {
            [cultureinfo]::CurrentCulture = $_
            $text = $tasks | Select-Object Csv | ConvertTo-Csv
        }
        finally {
            [cultureinfo]::CurrentCulture = $here
        }
        $text | Should -BeExactly $expected
    }

    # The time zone is the process's, and only where there is a TZ can a test choose it.
    It 'has the instants of the objects, in UTC, when the computer is in <_>' -Skip:$onWindows -ForEach @(
        'UTC', 'Asia/Shanghai', 'America/St_Johns'
    ) {
        $zone = $env:TZ
        try {
            $env:TZ = $_
            $lines = & (Get-Process -Id $PID).Path -NoProfile -Command @'
                [TimeZoneInfo]::Local.Id
                Connect-KooDrive -Sandbox
                Get-KooDriveTask -All | ForEach-Object { "$($_.CreateTime.UtcTicks) $(($_ | Select-Object Csv).CreateTimeUtc)" }
'@
        }
        finally {
            $env:TZ = $zone
        }
        $lines[0] | Should -Be $_
        $lines.Count | Should -Be 251
        $lines | Select-Object -Skip 1 | ForEach-Object {
            $ticks, $text = $_ -split ' '
            [datetime]::new($ticks, 'Utc').ToString('yyyy-MM-ddTHH:mm:ss.fffZ', [cultureinfo]::InvariantCulture) | Should -BeExactly $text
        }
    }
}
