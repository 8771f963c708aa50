# Several runspaces use one session. A session belongs to the runspace that created it: pass it to the others.
#
#   ./parallel.ps1
#   ./parallel.ps1 -Sandbox
[CmdletBinding()]
param([switch] $Sandbox)

Import-Module KooDrive
$session = if ($Sandbox) { Connect-KooDrive -Sandbox -PassThru } else { Connect-KooDrive -PassThru }

'New', 'Executing', 'Success', 'Failed' | ForEach-Object -Parallel {
    Import-Module KooDrive
    $tasks = @(Get-KooDriveTask -Session $using:session -Status $_ -All)
    "${_}: $($tasks.Count) tasks"
}

# The same with a thread job:
#   Start-ThreadJob { Get-KooDriveTask -Session $using:session -Status Failed -All } | Receive-Job -Wait
# A job of Start-Job runs in a separate process, to which a session cannot be passed: call Connect-KooDrive inside it.

"All with one session: $($session.Requests) requests."
Disconnect-KooDrive
