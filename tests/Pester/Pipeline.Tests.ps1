# Tasks in pipelines of PowerShell's cmdlets.
BeforeAll {
    Connect-KooDrive -Sandbox
    $tasks = Get-KooDriveTask -All
}

AfterAll {
    Disconnect-KooDrive
}

Describe 'Where-Object' {
    It 'compares a state by its name' {
        $failed = @($tasks | Where-Object Status -EQ Failed)
        $failed | Should -Not -BeNullOrEmpty
        $failed | ForEach-Object { "$($_.Status)" } | Sort-Object -Unique | Should -BeExactly 'Failed'
        $failed.Count + @($tasks | Where-Object Status -NE Failed).Count | Should -Be 250
    }

    It 'compares a time with Get-Date' {
        $recent = @($tasks | Where-Object CreateTime -GT (Get-Date).AddDays(-7))
        $recent.Count | Should -BeGreaterThan 50
        $recent.Count | Should -BeLessThan 250
        $limit = [DateTimeOffset]::UtcNow.AddDays(-7)
        $recent | ForEach-Object { $_.CreateTime | Should -BeGreaterThan $limit.AddMinutes(-1) }
    }

    It 'finds names with a wildcard' {
        ($tasks | Where-Object TaskName -Like '*"new joiners"*').Count | Should -BeGreaterThan 0
    }
}

Describe 'Sort-Object' -Tag 'Acceptance16' {
    It 'sorts tasks by their times' {
        $sorted = @($tasks | Sort-Object CreateTime)
        $sorted.TaskId | Should -Be $tasks.TaskId[-1..-250]
    }

    It 'sorts the times of the property set, which are text, in the same order' {
        ($tasks | Sort-Object CreateTimeUtc).TaskId | Should -Be ($tasks | Sort-Object CreateTime).TaskId
    }

    It 'sorts by duration' {
        $longest = $tasks | Sort-Object Duration -Descending | Select-Object -First 1
        ($tasks | Where-Object { $_.EndTime -and $_.EndTime - $_.StartTime -gt $longest.Duration }) | Should -BeNullOrEmpty
    }
}

Describe 'Group-Object' {
    It 'groups every task by state' {
        $groups = $tasks | Group-Object Status
        $groups.Name | Should -Be 'New', 'Executing', 'Success', 'Failed'
        ($groups | Measure-Object Count -Sum).Sum | Should -Be 250
    }

    It 'creates a table with the names of states as keys' {
        $table = $tasks | Group-Object Status -AsHashTable -AsString
        $table['Failed'].Count | Should -Be @($tasks | Where-Object Status -EQ Failed).Count
        $table.Failed[0].ResultCode | Should -Match '^18\d{6}$'
    }
}

Describe 'Measure-Object' {
    It 'finds the oldest and the newest' {
        $measured = $tasks | Measure-Object CreateTime -Minimum -Maximum
        $measured.Count | Should -Be 250
        $measured.Maximum | Should -Be $tasks[0].CreateTime
        $measured.Minimum | Should -Be $tasks[-1].CreateTime
    }

    It 'averages durations' {
        $seconds = ($tasks | Where-Object Duration | ForEach-Object { $_.Duration.TotalSeconds } | Measure-Object -Average).Average
        $seconds | Should -BeGreaterThan 0
        $seconds | Should -BeLessThan 7200
    }
}

Describe 'Select-Object' {
    It 'accepts the names of properties, also of property sets' {
        $picked = $tasks[1] | Select-Object TaskId, Duration, IsCompleted
        $picked.TaskId | Should -BeExactly $tasks[1].TaskId
        $picked.Duration | Should -Be ($tasks[1].EndTime - $tasks[1].StartTime)
        $picked.IsCompleted | Should -BeTrue
    }
}

Describe 'Get-Member' {
    It 'shows the properties of a task and its property sets' {
        $members = $tasks[0] | Get-Member
        'TaskId', 'TaskName', 'TaskType', 'Status', 'CreateTime', 'StartTime', 'EndTime', 'UserId', 'TenantId', 'ResultCode',
        'Locale', 'InitParams', 'Duration', 'IsCompleted', 'Csv' | Should -BeIn $members.Name
    }

    It 'finds strings, enumerations and times only' -Tag 'Acceptance15' {
        $types = foreach ($property in $tasks[1].psobject.Properties | Where-Object { $null -ne $_.Value }) { $property.Value.GetType() }
        $types | Where-Object { -not $_.IsEnum -and $_ -notin [string], [bool], [DateTimeOffset], [timespan] } | Should -BeNullOrEmpty
    }
}
