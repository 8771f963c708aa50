# The public types in scripts, in every runspace that has imported the module.
BeforeAll {
    . (Join-Path $PSScriptRoot 'NewProcess.ps1')

    # Typical uses of these types in scripts.
    $script:names = @'
        enum Fate { Good; Bad }
        class Handover {
            [KooDrive.TaskInfo] $Task
            [KooDrive.TaskStatus] $Status = [KooDrive.TaskStatus]::New
            [bool] HasFailed() { return $this.Task.Status -eq [KooDrive.TaskStatus]::Failed }
        }
        function Get-Fate {
            [OutputType([KooDrive.TaskInfo])]
            param([Parameter(ValueFromPipeline)] [KooDrive.TaskInfo] $Task)
            process { if ($Task -is [KooDrive.TaskInfo]) { $Task } }
        }
        $count = @{ [KooDrive.TaskStatus]::Failed = 7 }
        $session = Connect-KooDrive -Sandbox -PassThru
        $task = Get-KooDriveTask -Status Failed -All | Select-Object -First 1
        $handover = [Handover]@{ Task = $task }
        $caught = try { Get-KooDriveTask -TaskId 4711 -ErrorAction Stop } catch [KooDrive.KooDriveException] { $_.Exception.Kind }
        @(
            [KooDrive.TaskStatus]::Failed
            [KooDrive.TaskStatus] 'Executing'
            $handover.HasFailed()
            $handover.Status
            ($task | Get-Fate).TaskId -eq $task.TaskId
            $count[$task.Status]
            $caught
            $caught -is [KooDrive.KooDriveErrorKind]
            $session -is [KooDrive.KooDriveSession]
            (Get-Command Get-Fate).OutputType.Type.FullName
            (Get-Command Get-KooDriveTask).OutputType.Type -contains [KooDrive.TaskInfo]
        ) -join ' '
        Disconnect-KooDrive
'@
    $script:expected = 'Failed Executing True New True 7 TaskNotFound True True KooDrive.TaskInfo True'
    $import = 'Import-Module -Name KooDrive'

    # A class is compiled with the script that defines it: its types must exist before.
    function Get-Script { "$import`n. ([scriptblock]::Create(@'`n$names`n'@))" }
}

Describe 'The public types' -Tag 'Acceptance32' {
    It 'are found by scripts of a process that has just imported the module' {
        Invoke-NewProcess (Get-Script) | Should -BeExactly $expected
    }

    It 'are found in a runspace that has imported it' {
        $shell = [powershell]::Create()
        try { $shell.AddScript((Get-Script)).Invoke() | Should -BeExactly $expected }
        finally { $shell.Dispose() }
    }

    It 'are found in ForEach-Object -Parallel' -Skip:($PSEdition -eq 'Desktop') {
        $script = Get-Script
        1..4 | ForEach-Object -Parallel { & ([scriptblock]::Create($using:script)) } | Should -BeExactly (, $expected * 4)
    }

    It 'are found in Start-ThreadJob' -Skip:(-not (Get-Command -Name Start-ThreadJob -ErrorAction Ignore)) {
        Start-ThreadJob -ScriptBlock ([scriptblock]::Create((Get-Script))) | Receive-Job -Wait -AutoRemoveJob | Should -BeExactly $expected
    }

    It 'are found in Start-Job' {
        Start-Job -ScriptBlock ([scriptblock]::Create((Get-Script))) | Receive-Job -Wait -AutoRemoveJob | Should -BeExactly $expected
    }

    # Not in its parameters and classes: PowerShell resolves those before it loads the modules of the script.
    It 'are found by a script that says "using module"' {
        $path = Join-Path $TestDrive 'using.ps1'
        Set-Content -Path $path -Value @'
            using module KooDrive
            function Test-It([KooDrive.TaskStatus] $Status) {
                try { Get-KooDriveTask -TaskId 4711 -ErrorAction Stop }
                catch [KooDrive.KooDriveException] { "$Status $($_.Exception.Kind)" }
            }
            Connect-KooDrive -Sandbox
            Test-It Failed
'@
        Invoke-NewProcess "& '$path'" | Should -BeExactly 'Failed TaskNotFound'
    }

    It 'leave no accelerator, before or after Remove-Module' {
        $output = Invoke-NewProcess @'
            $accelerators = [psobject].Assembly.GetType('System.Management.Automation.TypeAccelerators')
            $before = @($accelerators::Get.Keys)
            Import-Module -Name KooDrive
            @($accelerators::Get.Keys | Where-Object { $_ -notin $before }).Count
            Remove-Module -Name KooDrive
            @($accelerators::Get.Keys | Where-Object { $_ -notin $before }).Count
'@
        $output | Should -Be '0', '0'
    }
}

Describe 'Runspaces that look for the commands at the same time' -Tag 'Acceptance13' {
    It 'all find them, sixteen at a time, without an import' {
        $counts = Invoke-NewProcess @'
            $shells = foreach ($number in 1..16) {
                $shell = [powershell]::Create()
                $null = $shell.AddScript('Connect-KooDrive -Sandbox -TaskCount 30; @(Get-KooDriveTask -All).Count')
                [pscustomobject]@{ Shell = $shell; Result = $shell.BeginInvoke() }
            }
            foreach ($run in $shells) { "$($run.Shell.EndInvoke($run.Result)) $($run.Shell.Streams.Error)".Trim(); $run.Shell.Dispose() }
'@
        $counts | Should -Be (, '30' * 16)
    }
}
