# A secret appears in no transcript with all streams on, no error, and no text of a session.
BeforeDiscovery {
    $identities = @(
        @{ Kind = 'an access token'; Parameters = '-AccessToken $env:CANARY -UserId 1505084218764547200' }
        @{
            Kind       = 'an access token and a session id'
            Parameters = '-AccessToken $env:CANARY -SessionId $env:CANARY -UserId 1505084218764547200'
        }
        @{ Kind = 'an app''s secret'; Parameters = '-AppId app -AppSecret $env:CANARY -UserId 1505084218764547200' }
        @{
            Kind       = 'an app''s credential'
            Parameters = '-AppCredential ([pscredential]::new("app", (ConvertTo-SecureString $env:CANARY -AsPlainText -Force)))',
                '-UserId 1505084218764547200' -join ' '
        }
    )
}

Describe 'A transcript of work with <Kind>' -Tag 'Acceptance11' -ForEach $identities {
    BeforeAll {
        $canary = 'canary-7f3d9b21e64c'
        $script = Join-Path $TestDrive 'work.ps1'
        $transcript = Join-Path $TestDrive 'transcript.txt'
        Set-Content -Path $script -Value @"
            `$VerbosePreference = `$DebugPreference = `$InformationPreference = `$WarningPreference = 'Continue'
            Start-Transcript -Path '$transcript'
            `$session = Connect-KooDrive -Sandbox $Parameters -PassThru
            Get-KooDriveTask -First 5
            Get-KooDriveTask -TaskId 4711
            Get-KooDriveTask -Cursor nonsense
            Test-KooDriveConnection
            `$once = @{ Endpoint = 'http://127.0.0.1:9'; MaximumRetrySeconds = 0; ConnectionTimeoutSeconds = 5 }
            Connect-KooDrive $Parameters @once -Proxy http://user:`$env:CANARY@127.0.0.1:9
            Get-KooDriveTask
            Connect-KooDrive $Parameters @once -NoProxy
            Get-KooDriveTask
            Test-KooDriveConnection
            '-- what is left --'
            `$Error | Format-List * -Force
            `$Error.Exception | Format-List * -Force
            `$session, (Get-KooDriveSession) | ForEach-Object {
                `$_ | Format-List * -Force
                `$_ | Get-Member -Force
                `$_ | ConvertTo-Json -Depth 5
                [Management.Automation.PSSerializer]::Serialize(`$_, 5)
            }
            Disconnect-KooDrive
            Stop-Transcript
"@
        try {
            $env:CANARY = $canary
            & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -File $script *> $null
        }
        finally {
            $env:CANARY = $null
        }
        $text = (Get-Content -Path $transcript -Raw) -replace '\s+' # A secret could be wrapped.
    }

    It 'contains the output and the errors' {
        $text | Should -Match 'TaskIdStatusType'
        $text | Should -Match 'VERBOSE:'
        $text | Should -Match 'DEBUG:GEThttps://sandbox\.invalid/koodrive/ose/v1/task/list'
        $text | Should -Match 'Authorization:\*\*\*'
        'TaskNotFound', 'CursorRejected', 'ConnectionFailed', '--whatisleft--', 'Endpoint' | ForEach-Object { $text | Should -Match $_ }
        $text | Should -Match 'transcriptend'
    }

    It 'does not contain the secret in <_>' -ForEach 'plain text', 'Base64 of UTF-8', 'Base64 of UTF-16', 'hexadecimal' {
        $utf8 = [Text.Encoding]::UTF8.GetBytes($canary)
        $hidden = switch ($_) {
            'plain text' { $canary }
            'Base64 of UTF-8' { [Convert]::ToBase64String($utf8).TrimEnd('=') }
            'Base64 of UTF-16' { [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes($canary)).TrimEnd('=') }
            'hexadecimal' { [BitConverter]::ToString($utf8).Replace('-', '') }
        }
        $text.IndexOf($hidden, [StringComparison]::OrdinalIgnoreCase) | Should -Be -1
    }
}
