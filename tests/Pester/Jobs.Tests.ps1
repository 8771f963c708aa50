# Other runspaces and other processes.
BeforeAll {
    $session = Connect-KooDrive -Sandbox -PassThru
    $failed = @(Get-KooDriveTask -All | Where-Object Status -EQ Failed).Count
}

AfterAll {
    Disconnect-KooDrive
}

Describe 'ForEach-Object -Parallel' -Tag 'Acceptance13' -Skip:($PSEdition -eq 'Desktop') {
    It 'works with one session in several runspaces' {
        $before = $session.Requests
        $counts = 1..8 | ForEach-Object -ThrottleLimit 4 -Parallel { @(Get-KooDriveTask -Session $using:session -All).Count }
        $counts | Should -Be (, 250 * 8)
        $session.Requests - $before | Should -Be 24
    }

    It 'outputs the tasks of each item' {
        $pairs = Get-KooDriveTask -First 20 |
            ForEach-Object -Parallel { "$($_.TaskId) $(($_ | Get-KooDriveTask -Session $using:session).TaskId)" }
        $pairs.Count | Should -Be 20
        $pairs | ForEach-Object { $asked, $got = $_ -split ' '; $got | Should -BeExactly $asked }
    }

    It 'has no session, and the error names -Session' {
        $failure = 1 | ForEach-Object -Parallel { Get-KooDriveTask -ErrorAction SilentlyContinue -ErrorVariable failure; $failure }
        $failure.FullyQualifiedErrorId | Should -BeLike 'NotConnected,*'
        $failure.ErrorDetails.RecommendedAction | Should -Match ([regex]::Escape('-Session $using:session'))
    }
}

Describe 'Start-ThreadJob' -Tag 'Acceptance13' -Skip:(-not (Get-Command -Name Start-ThreadJob -ErrorAction Ignore)) {
    It 'works with the session that is passed' {
        $tasks = Start-ThreadJob { Get-KooDriveTask -Session $using:session -Status Failed -All } | Receive-Job -Wait -AutoRemoveJob
        $tasks.Count | Should -BeGreaterOrEqual $failed
    }

    It 'has no session' {
        $failure = Start-ThreadJob { Get-KooDriveTask -ErrorAction SilentlyContinue -ErrorVariable failure; $failure } |
            Receive-Job -Wait -AutoRemoveJob
        $failure.FullyQualifiedErrorId | Should -BeLike 'NotConnected,*'
    }
}

Describe 'Start-Job' -Tag 'Acceptance13' {
    BeforeAll {
        $failures = Start-Job {
            Get-KooDriveTask -ErrorAction SilentlyContinue -ErrorVariable without
            Get-KooDriveTask -Session $using:session -ErrorAction SilentlyContinue -ErrorVariable copied
            foreach ($failure in $without[0], $copied[0]) {
                [pscustomobject]@{ Id = $failure.FullyQualifiedErrorId; Text = $failure.Exception.Message }
            }
        } | Receive-Job -Wait -AutoRemoveJob
    }

    It 'has no session' {
        $failures[0].Id | Should -BeLike 'NotConnected,*'
        $failures[0].Text | Should -Match 'Connect-KooDrive'
    }

    It 'gets a copy of the session, and the error says so' {
        $failures[1].Id | Should -BeLike 'NotConnected,*'
        $failures[1].Text | Should -Match 'a copy from another process'
        $failures[1].Text | Should -Match 'Start-ThreadJob'
    }

    It 'can connect, and its tasks are usable objects' {
        $tasks = Start-Job { Connect-KooDrive -Sandbox; Get-KooDriveTask -All } | Receive-Job -Wait -AutoRemoveJob
        $tasks.Count | Should -Be 250
        $tasks[0].psobject.TypeNames[0] | Should -Be 'Deserialized.KooDrive.TaskInfo'
        @($tasks | Where-Object Status -EQ Failed).Count | Should -BeGreaterOrEqual $failed
        [DateTimeOffset]$tasks[0].CreateTimeUtc | Should -BeGreaterThan ([DateTimeOffset]$tasks[1].CreateTimeUtc)
        $created = ([DateTimeOffset]$tasks[0].CreateTimeUtc).LocalDateTime.ToString('MM-dd HH:mm', [cultureinfo]::InvariantCulture)
        $tasks[0] | Out-String | Should -Match $created
    }
}
