# Tasks and sessions as JSON and as CLIXML.
BeforeAll {
    $session = Connect-KooDrive -Sandbox -PassThru
    $tasks = Get-KooDriveTask -First 20
}

AfterAll {
    Disconnect-KooDrive
}

# Windows PowerShell has no -EnumsAsStrings, and writes times as objects.
Describe 'ConvertTo-Json of tasks' -Skip:($PSEdition -eq 'Desktop') {
    BeforeAll {
        $json = $tasks | ConvertTo-Json -EnumsAsStrings -WarningVariable warnings -WarningAction SilentlyContinue
        $read = $json | ConvertFrom-Json
    }

    It 'needs only the default depth' {
        $warnings | Should -BeNullOrEmpty
    }

    It 'keeps <_>' -ForEach 'TaskId', 'TaskName', 'UserId', 'TenantId', 'ResultCode', 'Locale', 'InitParams' {
        $read.$_ | Should -BeExactly $tasks.$_
    }

    It 'writes states and types by name with -EnumsAsStrings' {
        $read.Status | Should -BeExactly @($tasks.Status | ForEach-Object ToString)
        $read.TaskType | Should -BeExactly @($tasks.TaskType | ForEach-Object ToString)
    }

    It 'writes times in ISO 8601' -Tag 'Acceptance16' {
        # The text: ConvertFrom-Json may change its times.
        $times = [regex]::Matches($json, '"CreateTime": "([^"]*)"') | ForEach-Object { $_.Groups[1].Value }
        $times | ForEach-Object { $_ | Should -MatchExactly '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+00:00$' }
        $times | ForEach-Object { [DateTimeOffset]::Parse($_, [cultureinfo]::InvariantCulture) } | Should -Be $tasks.CreateTime
    }
}

Describe 'Export-Clixml of tasks' {
    BeforeAll {
        $path = Join-Path $TestDrive 'tasks.xml'
        $tasks | Export-Clixml -Path $path
        $read = Import-Clixml -Path $path
    }

    It 'keeps <_>' -ForEach 'TaskId', 'TaskName', 'UserId', 'ResultCode', 'InitParams', 'IsCompleted', 'CreateTimeUtc', 'EndTimeUtc' {
        $read.$_ | Should -Be $tasks.$_
    }

    It 'keeps <_> by name' -ForEach 'Status', 'TaskType' {
        $read.$_ | Should -BeExactly @($tasks.$_ | ForEach-Object ToString)
    }

    It 'keeps times comparable' {
        $read.CreateTime.UtcDateTime | Should -Be $tasks.CreateTime.UtcDateTime
        $limit = New-TimeSpan -Minutes 30
        @($read | Where-Object Duration -GT $limit).TaskId | Should -Be @($tasks | Where-Object Duration -GT $limit).TaskId
    }

    It 'keeps the view of tasks' {
        $read | Out-String | Should -BeExactly ($tasks | Out-String)
    }

    It 'keeps tasks usable as input of commands' {
        ($read | Get-KooDriveTask).TaskId | Should -BeExactly $tasks.TaskId
    }
}

Describe 'Export-Clixml of a session' -Tag 'Acceptance13' {
    BeforeAll {
        $path = Join-Path $TestDrive 'session.xml'
        $session | Export-Clixml -Path $path
        $read = Import-Clixml -Path $path
    }

    It 'keeps what is not secret' {
        $read.UserId | Should -BeExactly $session.UserId
        $read.Endpoint | Should -Be $session.Endpoint
        $read.ConnectedAt.UtcDateTime | Should -Be $session.ConnectedAt.UtcDateTime
    }

    It 'creates a copy with which <_> reports NotConnected' -ForEach @(
        'Get-KooDriveSession', 'Get-KooDriveTask', 'Test-KooDriveConnection'
        'Get-KooDriveTaskResult -TaskId 1', 'Wait-KooDriveTask -TaskId 1'
        'New-KooDriveTask -SourceUserId 1 -DestinationUserId 2 -Confirm:$false'
    ) {
        $output = & ([scriptblock]::Create("$_ -Session `$read -ErrorAction SilentlyContinue -ErrorVariable script:failure"))
        $output | Should -BeNullOrEmpty
        $failure | Should -HaveCount 1
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'NotConnected,*'
        $failure[0].ErrorDetails.Message | Should -Match 'another process'
    }
}
