# Several runspaces work with one session. A session belongs to the runspace that made it; others get it passed.
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
# A job of Start-Job runs in a process of its own, which no session can follow into: call Connect-KooDrive inside it.

"All with one session: $($session.Requests) requests."
Disconnect-KooDrive
