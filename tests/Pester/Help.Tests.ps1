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
    'about_KooDrive', 'about_KooDrive_Authentication', 'about_KooDrive_Errors', 'about_KooDrive_Paging', 'about_KooDrive_Pipelines', 'about_KooDrive_Times'
) {
    It 'exists' {
        (Get-Help -Name $_ | Out-String) | Should -Match 'KooDrive'
    }
}
