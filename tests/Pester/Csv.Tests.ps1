# Tasks in CSV files, and read from them.
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

    It 'has one row per task, with the same <_>' -ForEach 'TaskId', 'TaskName', 'UserId', 'TenantId', 'Locale', 'InitParams' {
        $rows.$_ | Should -BeExactly $tasks.$_
    }

    It 'names states and types' {
        $rows.Status | Should -BeExactly @($tasks.Status | ForEach-Object ToString)
        $rows.TaskType | Should -BeExactly @($tasks.TaskType | ForEach-Object ToString)
    }

    It 'keeps the <_> to the millisecond' -ForEach 'CreateTime', 'StartTime', 'EndTime' {
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

    It 'has the columns of the property set, independent of the first row' {
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

    It 'begins with the id of the task' -Tag 'Acceptance31' {
        $columns = @(($tasks | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv)[0].psobject.Properties.Name)
        $columns[0..6] | Should -BeExactly 'TaskId', 'TaskName', 'TaskType', 'Status', 'CreateTime', 'StartTime', 'EndTime'
        $columns | Should -HaveCount 19
    }

    It 'has a column for everything that is in the property set' {
        $columns = ($tasks | ConvertTo-Csv | ConvertFrom-Csv)[0].psobject.Properties.Name
        $set = ($tasks[0] | Select-Object Csv).psobject.Properties.Name
        $set | Where-Object { $_ -notin $columns } | Should -BeNullOrEmpty
    }
}

Describe 'A CSV file of tasks that come <From>' -Tag 'Acceptance31' -ForEach @(
    @{ From = 'from a job'; Get = { Start-Job { Connect-KooDrive -Sandbox; Get-KooDriveTask -All } | Receive-Job -Wait -AutoRemoveJob } }
    @{ From = 'out of CLIXML'; Get = { $tasks | Export-Clixml -Path TestDrive:\tasks.xml; Import-Clixml -Path TestDrive:\tasks.xml } }
) {
    BeforeAll {
        $copies = @(& $Get)
        # Times in the sandbox depend on the day, so that those of another process differ only by the hour of its start.
        $expected = if ($From -match 'job') { $copies | Select-Object -ExpandProperty TaskId } else { $tasks.TaskId }
        $rows = @($copies | Select-Object Csv | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv)
    }

    It 'has the same columns in the same order' {
        $rows[0].psobject.Properties.Name | Should -BeExactly @(($tasks[0] | Select-Object Csv).psobject.Properties.Name)
    }

    It 'has all values in every row' {
        $rows | Should -HaveCount 250
        $rows.TaskId | Should -BeExactly $expected
        $rows.Status | Sort-Object -Unique | Should -BeExactly 'Executing', 'Failed', 'New', 'Success'
        $rows.TaskType | Sort-Object -Unique | Should -BeExactly 'BatchImport', 'Transfer'
        $rows.TaskName | Should -BeExactly $copies.TaskName
        $rows.CreateTimeUtc | ForEach-Object { $_ | Should -MatchExactly '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$' }
    }

    It 'has the same columns without the property set, and no type name in a cell' {
        $added = 'PSComputerName', 'PSShowComputerName', 'RunspaceId', 'PSSourceJobInstanceId'
        $plain = @($copies | Select-Object -Property * -ExcludeProperty $added | ConvertTo-Csv -NoTypeInformation)
        $plain[0] | Should -Match '^"TaskId","TaskName","TaskType","Status","CreateTime'
        $plain | Where-Object { $_ -match '"(System|KooDrive|Deserialized)\.' } | Should -BeNullOrEmpty
    }
}

Describe 'A handover from a file into a file' -Tag 'Acceptance31', 'Acceptance33' {
    BeforeAll {
        $source = Join-Path $TestDrive 'handover.csv'
        $target = Join-Path $TestDrive 'done.csv'
        Set-Content -Path $source -Value 'SourceUserId,DestinationUserId,Name', '1,9,A', '1.39549704815713E+18,9,B', ',9,C', '2,9,D'
        Import-Csv -Path $source |
            New-KooDriveTask -Confirm:$false -ErrorVariable failed -ErrorAction SilentlyContinue |
            Wait-KooDriveTask -TimeoutSeconds 60 |
            Export-Csv -Path $target -NoTypeInformation
        $done = @(Import-Csv -Path $target)
    }

    It 'can be joined to its rows' {
        $done | Sort-Object SourceUserId | ForEach-Object { "$($_.SourceUserId) $($_.DestinationUserId) $($_.Status)" } |
            Should -Be '1 9 Success', '2 9 Success'
    }

    It 'has an error for each other row' {
        $failed.TargetObject.Name | Should -Be 'B', 'C'
        $failed.FullyQualifiedErrorId | Sort-Object -Unique | Should -BeLike 'InvalidArgument,*'
    }

    It 'has a file that Wait-KooDriveTask accepts again' {
        $again = @(Import-Csv -Path $target | Wait-KooDriveTask -TimeoutSeconds 60)
        $again.SourceUserId | Sort-Object | Should -Be '1', '2'
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

    # The time zone is that of the process; a test can set it only with the variable TZ.
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
