# Tab completion.
BeforeDiscovery {
    $cases = @(
        @{ Line = 'Get-KooDriveTask -Status '; Offered = 'New', 'Executing', 'Success', 'Failed' }
        @{ Line = 'Get-KooDriveTask -Status F'; Offered = , 'Failed' }
        @{ Line = 'Get-KooDriveTask -Status New, E'; Offered = , 'Executing' }
        @{ Line = 'Get-KooDriveTask -TaskType '; Offered = 'Transfer', 'BatchImport' }
        @{ Line = 'Connect-KooDrive -Language '; Offered = 'en-US', 'zh-CN' }
        @{
            Line    = 'Connect-KooDrive -Endpoint '
            Offered = 'https://intl.myhuaweicloud-koodrive.com', 'https://cn.myhuaweicloud-koodrive.com'
        }
        @{ Line = 'Get-KooDriveTask -CursorV'; Offered = , '-CursorVariable' }
        @{ Line = 'New-KooDriveTask -O'; Offered = '-OrganizationId', '-OrganizationUserId', '-OutVariable', '-OutBuffer' }
        @{ Line = 'Get-KooDriveTask | Where-Object Sta'; Offered = 'StartTime', 'StartTimeUtc', 'Status' }
        @{ Line = 'Wait-KooDriveT'; Offered = , 'Wait-KooDriveTask' }
    )
}

BeforeAll {
    Connect-KooDrive -Sandbox
    $tasks = Get-KooDriveTask -First 30 -CursorVariable cursor

    function Get-Completion([string] $Line) { (TabExpansion2 -inputScript $Line -cursorColumn $Line.Length).CompletionMatches }
}

AfterAll {
    Disconnect-KooDrive
}

Describe 'Completion' {
    It 'of "<Line>" is <Offered>' -ForEach $cases {
        (Get-Completion $Line).CompletionText | Sort-Object | Should -Be ($Offered | Sort-Object)
    }

    It 'of a task id has the returned ids' {
        (Get-Completion 'Get-KooDriveTask -TaskId ').CompletionText | Sort-Object | Should -Be ($tasks.TaskId | Sort-Object)
    }

    It 'of a task id describes the tasks' {
        $match = Get-Completion "Get-KooDriveTaskResult -TaskId $($tasks[1].TaskId.Substring(0, 15))"
        $match.CompletionText | Should -Be $tasks[1].TaskId
        $match.ToolTip | Should -Be "$($tasks[1].TaskName) ($($tasks[1].Status))"
    }

    It 'of a cursor has the cursor of the newest listing' {
        (Get-Completion 'Get-KooDriveTask -Cursor ').CompletionText | Should -Be $cursor
    }
}
