# Users and the output of Invoke-KooDriveRequest in tables, files and JSON.
BeforeAll {
    Connect-KooDrive -Sandbox
    $users = Get-KooDriveUser -All
    $groups = Invoke-KooDriveRequest -Path userGroups -All
}

AfterAll {
    Disconnect-KooDrive
}

Describe 'Users' {
    It 'show no telephone number in a table of <_> characters' -ForEach 80, 120 {
        $text = $users | Out-String -Width $_
        $text | Should -MatchExactly 'UserId +Name +Role +Department'
        $text | Should -Not -Match '\+65'
        ($text -replace '\x1b\[[\d;]*m' -split '\r?\n' | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual $_
    }

    It 'show it in a list' {
        $users[0] | Format-List | Out-String | Should -Match ([regex]::Escape($users[0].Mobile))
    }

    It 'can be written to a file and read again' -Tag 'Acceptance15' {
        $path = Join-Path $TestDrive 'users.csv'
        $users | Export-Csv -Path $path -NoTypeInformation -Encoding UTF8
        $rows = Import-Csv -Path $path -Encoding UTF8
        foreach ($property in 'Name', 'UserId', 'DepartmentId', 'DepartmentName', 'Mobile', 'ExternalId') {
            $rows.$property | Should -BeExactly $users.$property
        }
        $rows.Role | Should -BeExactly @($users.Role | ForEach-Object ToString)
    }

    It 'are found by ids from a file, a job or a task' {
        $path = Join-Path $TestDrive 'ids.csv'
        $users | Select-Object -First 3 UserId | Export-Csv -Path $path -NoTypeInformation
        (Import-Csv -Path $path | Get-KooDriveUser).Name | Should -BeExactly $users[0..2].Name
        $text = [Management.Automation.PSSerializer]::Serialize($users[4])
        ([Management.Automation.PSSerializer]::Deserialize($text) | Get-KooDriveUser).Name |
            Should -BeExactly $users[4].Name
        (Get-KooDriveTask -First 1 | Get-KooDriveUser).UserId | Should -BeIn $users.UserId
    }
}

Describe 'The output of Invoke-KooDriveRequest' {
    It 'consists of PSObjects' {
        $groups.Count | Should -Be 25
        $groups[0].psobject.TypeNames | Should -Contain 'System.Management.Automation.PSCustomObject'
        ($groups | Sort-Object userCount -Descending | Select-Object -First 1).userCount |
            Should -Be ($groups.userCount | Measure-Object -Maximum).Maximum
        ($groups | Where-Object userCount -GT 20).Count | Should -BeLessThan 25
    }

    It 'converts to the same JSON' {
        $text = Invoke-KooDriveRequest -Path userGroups -Raw
        $object = Invoke-KooDriveRequest -Path userGroups
        $object | ConvertTo-Json -Depth 5 -Compress | Should -BeExactly ($text | ConvertFrom-Json | ConvertTo-Json -Depth 5 -Compress)
    }

    It 'can be sent as a body' {
        $created = Invoke-KooDriveRequest -Path userGroups -Method POST -Body ([pscustomobject]@{ groupName = 'Auditors' })
        $body = @{ groupName = 'Others' } | ConvertTo-Json
        Invoke-KooDriveRequest -Path "userGroups/$($created.groupId)" -Method PUT -Body $body -Confirm:$false | Out-Null
        (Invoke-KooDriveRequest -Path userGroups -All | Where-Object groupId -EQ $created.groupId).groupName | Should -BeExactly 'Others'
        Invoke-KooDriveRequest -Path "userGroups/$($created.groupId)" -Method DELETE -Confirm:$false | Out-Null
        (Invoke-KooDriveRequest -Path userGroups -All).groupId | Should -Not -Contain $created.groupId
    }
}
