# Tests an installed package: in a process without other modules, the module is found by its name and lists all tasks of the
# sandbox.
[CmdletBinding()]
param([Parameter(Mandatory)] [string] $ModulePath)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$env:PSModulePath = $ModulePath
Import-Module -Name KooDrive
$module = Get-Module -Name KooDrive
if (-not $module.Path.StartsWith([IO.Path]::GetFullPath($ModulePath))) {
    throw "The module comes from $($module.Path), not from $ModulePath."
}

Connect-KooDrive -Sandbox -TaskCount 250
try {
    $all = @(Get-KooDriveTask -All)
    $byStatus = @('New', 'Executing', 'Success', 'Failed' | ForEach-Object { Get-KooDriveTask -Status $_ -All })
    $asked = @($all.TaskId | Get-KooDriveTask)
}
finally {
    Disconnect-KooDrive
}
if ($all.Count -ne 250 -or $byStatus.Count -ne 250 -or $asked.Count -ne 250) {
    throw "Of the sandbox's 250 tasks, $($all.Count) were listed, $($byStatus.Count) by status, and $($asked.Count) found by id."
}
"KooDrive $($module.Version), installed from its package, lists all 250 tasks of the sandbox."
