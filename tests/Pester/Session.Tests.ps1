# Connecting writes nothing, and -WhatIf changes nothing.
Describe 'Connect-KooDrive' -Tag 'Acceptance20' {
    AfterEach {
        Disconnect-KooDrive
    }

    It 'outputs nothing, on any stream' {
        $output = Connect-KooDrive -Sandbox *>&1
        $null -eq $output | Should -BeTrue
    }

    It 'writes credentials and endpoint to the verbose stream, in one line' {
        $output = @(Connect-KooDrive -Sandbox -Verbose -Debug *>&1)
        $output | Should -HaveCount 1
        $output[0] | Should -BeOfType [Management.Automation.VerboseRecord]
        "$output" | Should -Match 'https://sandbox\.invalid'
    }

    It 'outputs the session with -PassThru' {
        $session = Connect-KooDrive -Sandbox -PassThru
        [object]::ReferenceEquals($session, (Get-KooDriveSession)) | Should -BeTrue
    }

    It 'makes no request' {
        (Connect-KooDrive -Sandbox -PassThru).Requests | Should -Be 0
    }

    It 'accepts the output of Get-Credential' {
        $credential = [pscredential]::new('app', (ConvertTo-SecureString 'secret' -AsPlainText -Force))
        Connect-KooDrive -Sandbox -AppCredential $credential -UserId 1505084218764547200
        Get-KooDriveTask -First 1 | Should -HaveCount 1
    }

    It 'runs an -AccessTokenProvider in the scope of its script' {
        $fresh = 'fresh-token'
        Connect-KooDrive -Sandbox -AccessToken 'first-token' -AccessTokenProvider { $fresh } -UserId 1505084218764547200
        Get-KooDriveTask -First 1 | Should -HaveCount 1
    }

    It 'names both ways without credentials' {
        { Connect-KooDrive } | Should -Throw -ErrorId 'InvalidArgument,*' -ExpectedMessage '*-AppCredential*-AccessToken*'
    }
}

Describe 'Disconnect-KooDrive' {
    It 'removes the session' {
        Connect-KooDrive -Sandbox
        Disconnect-KooDrive
        { Get-KooDriveSession -ErrorAction Stop } | Should -Throw -ErrorId 'NotConnected,*'
    }
}

Describe 'New-KooDriveTask' -Tag 'Acceptance19' {
    BeforeEach {
        $session = Connect-KooDrive -Sandbox -PassThru
        $order = @{ SourceUserId = '1395497048157130881'; DestinationUserId = '1395497048201171079' }
    }

    AfterEach {
        Disconnect-KooDrive
    }

    It 'sends nothing with -WhatIf' {
        New-KooDriveTask @order -WhatIf | Should -BeNullOrEmpty
        $session.Requests | Should -Be 0
    }

    It 'sends nothing with $WhatIfPreference' {
        $WhatIfPreference = $true
        New-KooDriveTask @order | Should -BeNullOrEmpty
        $session.Requests | Should -Be 0
    }

    It 'sends one request when it is confirmed' {
        $task = New-KooDriveTask @order -Confirm:$false
        $task.TaskId | Should -Match '^\d+$'
        $session.Requests | Should -Be 1
    }

    It 'accepts the rows of a CSV file' {
        $path = Join-Path $TestDrive 'leavers.csv'
        $another = @{ SourceUserId = '1395497048223191178'; DestinationUserId = $order.DestinationUserId }
        [pscustomobject]$order, [pscustomobject]$another | Export-Csv -Path $path -NoTypeInformation
        $tasks = Import-Csv -Path $path | New-KooDriveTask -Confirm:$false
        $tasks | Should -HaveCount 2
        ($tasks | Get-KooDriveTask).TaskId | Should -BeExactly $tasks.TaskId
    }
}
