# The output of Get-Help.
BeforeDiscovery {
    $cmdlets = (Import-Module -Name KooDrive -PassThru).ExportedCmdlets.Values
    $commands = $cmdlets | ForEach-Object { @{ Command = $_.Name } }
    $common = [Management.Automation.PSCmdlet]::CommonParameters + [Management.Automation.PSCmdlet]::OptionalCommonParameters
    $parameters = foreach ($cmdlet in $cmdlets) {
        foreach ($name in $cmdlet.Parameters.Keys | Where-Object { $_ -notin $common }) { @{ Command = $cmdlet.Name; Name = $name } }
    }
}

Describe 'Get-Help <Command>' -Tag 'Acceptance24' -ForEach $commands {
    BeforeAll {
        $help = Get-Help -Name $Command -Full
        $text = $help | Out-String -Width 120
    }

    It 'has a synopsis, a description, notes and links' {
        $help.Synopsis | Should -Match '^[A-Z].{10,}\.$'
        ($help.description | Out-String).Trim() | Should -Not -BeNullOrEmpty
        ($help.alertSet | Out-String).Trim() | Should -Not -BeNullOrEmpty
        @($help.relatedLinks.navigationLink) | Should -Not -BeNullOrEmpty
    }

    It 'has three or more examples, with what they are for' {
        $examples = @((Get-Help -Name $Command -Examples).examples.example)
        $examples.Count | Should -BeGreaterOrEqual 3
        foreach ($example in $examples) {
            $example.title | Should -Match 'Example \d: [A-Z]'
            $explanation, $code = @($example.introduction.Text.Trim() | Where-Object { $_ })
            $explanation | Should -Match '^[A-Z$-].*\.$'
            ($code -join "`n") | Should -Match 'KooDrive'
        }
    }

    It 'has no text of a template' {
        $text | Should -Not -Match '\{\{|Fill in|Insert .* here'
    }
}

# As ExampleTests do with an engine that lacks many commands, but with the real commands. Replaced are only those that prompt or need
# another module. Every Connect-KooDrive connects to the sandbox, whose tasks take minutes: its clock is fast.
Describe 'The examples of <Command>' -Tag 'Acceptance24' -ForEach $commands -Skip:($PSEdition -eq 'Desktop') {
    BeforeAll {
        if (-not ('FastClock' -as [type])) {
            Add-Type -TypeDefinition @'
                using System;
                using System.Threading;

                public sealed class FastClock : TimeProvider
                {
                    private const int Speed = 1000;
                    private readonly DateTimeOffset _start = DateTimeOffset.UtcNow;

                    public override DateTimeOffset GetUtcNow()
                    {
                        return _start + (DateTimeOffset.UtcNow - _start) * Speed;
                    }

                    // Limits, such as time-outs of requests, are not shortened.
                    public override ITimer CreateTimer(TimerCallback callback, object state, TimeSpan dueTime, TimeSpan period)
                    {
                        return System.CreateTimer(callback, state, dueTime > TimeSpan.FromSeconds(100) ? dueTime : dueTime / Speed, period);
                    }
                }
'@
        }

        $assembly = (Get-Module -Name KooDrive).NestedModules.ImplementingAssembly |
            Where-Object { $_.GetName().Name -eq 'KooDrive.PowerShell' }
        $clock = $assembly.GetType('KooDrive.PowerShell.Sessions.SessionClock', $true).GetProperty('Current')
        $before = $clock.GetValue($null)
        $clock.SetValue($null, [FastClock]::new())
        $leavers = Join-Path $PSScriptRoot '../../docs/examples/leavers.csv'
    }

    AfterAll { $clock.SetValue($null, $before) }

    It 'run without errors' {
        foreach ($example in (Get-Help -Name $Command -Examples).examples.example) {
            # PlatyPS separates the paragraphs by ones with the control character U+0080.
            $null, $code = @($example.introduction.Text.Trim() | Where-Object { $_.Trim([char]0x80) })
            @($code).Count | Should -Be 1 -Because 'an empty line of code would be such a character, which fails when it is copied'
            $folder = New-Item -ItemType Directory -Path (Join-Path $TestDrive ([guid]::NewGuid()))
            Copy-Item -Path $leavers -Destination $folder
            $shell = [powershell]::Create()
            try {
                $null = $shell.AddScript(@"
                    `$ErrorActionPreference = 'Stop'
                    `$PSDefaultParameterValues = @{
                        'Connect-KooDrive:Sandbox' = `$true
                        'Connect-KooDrive:OperationTimeoutSeconds' = 86400
                    }
                    function Get-Secret { [Net.NetworkCredential]::new('', 'a-secret').SecurePassword }
                    function Get-Credential { [pscredential]::new('an-app', (Get-Secret)) }
                    Set-Location -Path '$folder'
                    Connect-KooDrive
"@).AddStatement().AddScript($code -join "`n").Invoke()
                $shell.Streams.Error | Should -BeNullOrEmpty -Because $example.title
            }
            finally { $shell.Dispose() }
        }
    }
}

Describe 'Get-Help <Command> -Parameter <Name>' -Tag 'Acceptance24' -ForEach $parameters {
    It 'describes it' {
        $help = Get-Help -Name $Command -Parameter $Name
        $help.name | Should -Be $Name
        ($help.description | Out-String).Trim() | Should -Match '^\S.{15,}'
    }
}

# In new runspaces: a runspace keeps the help that it has read, in whichever language.
Describe 'Get-Help in <_>' -Tag 'Acceptance24' -ForEach 'zh-CN', 'zh-SG', 'zh-Hans' {
    BeforeAll {
        $shell = [powershell]::Create()
        $help = $shell.AddScript(@"
            [cultureinfo]::CurrentUICulture = '$_'
            Import-Module -Name KooDrive
            (Get-Help -Name Connect-KooDrive).Synopsis
            Get-Help -Name Connect-KooDrive -Parameter Endpoint | Out-String
            Get-Help -Name about_KooDrive | Out-String
"@).Invoke()
        $shell.Dispose()
    }

    It 'is Chinese' {
        $help[0] | Should -Match '^\p{IsCJKUnifiedIdeographs}.*。$'
        $help[1] | Should -Match '指定服务的地址'
        $help[2] | Should -Match '^主题'
    }
}

Describe 'Get-Help <_>' -Tag 'Acceptance24' -ForEach @(
    'about_KooDrive'
    'about_KooDrive_Authentication'
    'about_KooDrive_Errors'
    'about_KooDrive_Paging'
    'about_KooDrive_Pipelines'
    'about_KooDrive_Times'
) {
    It 'exists' {
        (Get-Help -Name $_ | Out-String) | Should -Match 'KooDrive'
    }
}
