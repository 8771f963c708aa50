# The views in a terminal.
BeforeDiscovery {
    $hasStyle = Test-Path -Path Variable:PSStyle
}

BeforeAll {
    Connect-KooDrive -Sandbox
    $tasks = Get-KooDriveTask -All

    # The lines of a table or list, without colors, with the given width.
    function Get-Line([int] $Width) {
        @($input | Out-String -Width $Width) -split '\r?\n' | Where-Object { $_ } | ForEach-Object { $_ -replace '\x1b\[\d*m' }
    }
}

AfterAll {
    Disconnect-KooDrive
}

Describe 'The table' {
    It 'has its columns in <Width> characters' -ForEach @(
        @{ Width = 80; Columns = '^TaskId +Status +Type +Created +Result +Name *$' }
        @{ Width = 120; Columns = '^TaskId +Status +Type +Created +Result +Name +Duration *$' }
    ) {
        $lines = @($tasks | Get-Line -Width $Width)
        $lines.Count | Should -Be 252
        $lines[0] | Should -MatchExactly $Columns
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual $Width
    }

    It 'shows a task in one line: id, state, type, the local time of its creation, result and name' {
        $task = $tasks | Where-Object Status -EQ Failed | Select-Object -First 1
        $line = @($task | Get-Line -Width 120)[2]
        $created = $task.CreateTime.LocalDateTime.ToString('MM-dd HH:mm', [cultureinfo]::InvariantCulture)
        $name = [regex]::Escape($task.TaskName)
        $line | Should -MatchExactly "^$($task.TaskId) Failed +$($task.TaskType) +$created $($task.ResultCode) $name "
    }

    It 'cuts long names with an ellipsis' {
        $cut = @($tasks | Get-Line -Width 80 | Where-Object { $_ -match '(\u2026|\.\.\.)$' })
        $cut | Should -Not -BeNullOrEmpty
        $cut | ForEach-Object { $_.Length | Should -BeLessOrEqual 80 }
    }

    It 'cuts a name at a line break, with an ellipsis' {
        $task = $tasks | Where-Object TaskName -Match '\r\n' | Select-Object -First 1
        $lines = @($task | Get-Line -Width 140)
        $lines.Count | Should -Be 3
        $lines[2] | Should -Match '\u00dcbergabe "Z\u00fcrich", B\u00fcro 3(\u2026|\.\.\.)'
    }

    It 'is grouped by Format-Table' {
        $lines = @($tasks | Sort-Object Status | Format-Table -GroupBy Status | Get-Line -Width 120)
        @($lines -match '^   Status: ') | Should -Be '   Status: New', '   Status: Executing', '   Status: Success', '   Status: Failed'
    }

    It 'is replaced by requested columns' {
        @($tasks | Format-Table TaskId, Duration | Get-Line -Width 80)[0] | Should -MatchExactly '^TaskId +Duration$'
    }
}

Describe 'The color of a state' -Skip:(-not $hasStyle) {
    BeforeAll {
        $rendering = $PSStyle.OutputRendering
        $PSStyle.OutputRendering = 'Ansi'
        $line = $tasks | Where-Object Status -EQ Failed | Select-Object -First 1 | Out-String
    }

    AfterAll {
        $PSStyle.OutputRendering = $rendering
    }

    It 'is red for a failure in a terminal with colors' -Skip:(-not $Host.UI.SupportsVirtualTerminal) {
        $line | Should -Match ([regex]::Escape("$($PSStyle.Formatting.Error)Failed$($PSStyle.Reset)"))
    }

    It 'is omitted in a terminal without colors' -Skip:$Host.UI.SupportsVirtualTerminal {
        $line | Should -Match '\d Failed +\w'
    }
}

Describe 'The list' {
    It 'shows every property of a task, and the users of a known transfer' {
        $names = @($tasks[1] | Format-List | Get-Line -Width 120 | ForEach-Object { if ($_ -match '^(\w+) +: ') { $Matches[1] } })
        $properties = $tasks[1].psobject.Properties.Name |
            Where-Object { $_ -notlike '*Utc' -and $_ -notin 'SourceUserId', 'DestinationUserId' }
        $names | Sort-Object | Should -Be ($properties | Sort-Object)
    }

    It 'keeps every line in <_> characters' -ForEach 80, 120 {
        $width = $_
        $tasks | Format-List | Get-Line -Width $width | ForEach-Object { $_.Length | Should -BeLessOrEqual $width }
    }
}

Describe 'A session' {
    It 'is a list of its visible properties' {
        $names = @(Get-KooDriveSession | Get-Line -Width 120 | ForEach-Object { ($_ -split ' +: ', 2)[0] })
        $names | Should -Be 'Endpoint', 'UserId', 'AuthenticationType', 'ConnectedAt', 'LastActivity', 'Requests', 'Retries', 'LastTraceId'
    }
}

Describe 'A connection test' {
    It 'is a table of steps, in <_> characters' -ForEach 80, 120 {
        $lines = @(Test-KooDriveConnection | Get-Line -Width $_)
        $lines[0] | Should -MatchExactly '^Step +Outcome +Time \(ms\) +Detail *$'
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual $_
    }
}

Describe 'An error' -Tag 'Acceptance14' {
    BeforeAll {
        $null = Get-KooDriveTask -TaskId 4711 -ErrorAction SilentlyContinue -ErrorVariable failure
        $text = ($failure[0] | Out-String) -replace '[\s|]+', ' '
        $time = '\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ'
    }

    It 'shows what happened, with the facts for the service''s support' {
        $text | Should -Match "no task with the id '4711'.*HTTP 404, code \d+, message "".+""\. Trace id: \w+, $time\."
    }

    It 'has the recommended action' {
        $failure[0].ErrorDetails.RecommendedAction | Should -Match '^Check the id'
    }

    It 'shows the recommended action once' {
        $text | Should -Match 'Check the id'
        ($text -split 'Check the id').Count | Should -Be 2
    }
}
