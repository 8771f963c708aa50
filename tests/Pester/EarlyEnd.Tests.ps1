# A pipeline that ends early ends the listing, without an error and without further requests.
BeforeAll {
    $session = Connect-KooDrive -Sandbox -TaskCount 1000 -PassThru
}

AfterAll {
    Disconnect-KooDrive
}

Describe 'Select-Object -First' -Tag 'Acceptance10' {
    BeforeEach {
        $before = $session.Requests
    }

    It 'on the first page costs one request' {
        $tasks = Get-KooDriveTask -All | Select-Object -First 5
        $tasks.Count | Should -Be 5
        $session.Requests - $before | Should -Be 1
    }

    It 'causes no error' {
        $Error.Clear()
        Get-KooDriveTask -All -ErrorVariable failure | Select-Object -First 5 | Should -HaveCount 5
        $failure | Should -BeNullOrEmpty
        $Error | Should -BeNullOrEmpty
    }

    It 'in the third page costs three requests, and the one fetched ahead' {
        $tasks = Get-KooDriveTask -All | Select-Object -First 250
        $tasks.Count | Should -Be 250
        $session.Requests - $before | Should -BeIn 3, 4
    }

    It 'lets the next command work' {
        $null = Get-KooDriveTask -All | Select-Object -First 1
        Get-KooDriveTask -First 1 | Should -HaveCount 1
    }
}

Describe 'The cmdlet''s own -First' -Tag 'Acceptance2' {
    It 'requests no more than needed, and reports on the verbose stream how it ended' {
        $before = $session.Requests
        $lines = @(Get-KooDriveTask -First 130 -Verbose 4>&1)
        $session.Requests - $before | Should -Be 2
        $lines[-1] | Should -BeOfType ([Management.Automation.VerboseRecord])
        $lines[-1].Message |
            Should -Match '^130 tasks in 2 pages\. The listing stopped as requested, before its end\. Next cursor: ''\w+''\.$'
    }

    It 'ends a listing without a warning' {
        Get-KooDriveTask -First 5 -WarningVariable none -WarningAction SilentlyContinue | Should -HaveCount 5
        $none | Should -BeNullOrEmpty
        Get-KooDriveTask -PageSize 5 -WarningVariable one -WarningAction SilentlyContinue | Should -HaveCount 5
        $one | Should -HaveCount 1
        $one.Message | Should -Match '^Returned 5 tasks; .* -All .* -Cursor ''\w+'''
    }
}

Describe 'Where-Object and ForEach-Object' {
    It 'get each page before the next is requested' {
        $before = $session.Requests
        $requests = Get-KooDriveTask -All | ForEach-Object { $session.Requests - $before }
        $requests.Count | Should -Be 1000
        $requests[0] | Should -Be 1
        $requests[99] | Should -Be 1
        $requests[999] | Should -Be 10
    }
}
