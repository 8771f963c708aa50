# Hands the files of leavers over, waits until that is done, and says how it went.
#
#   ./handover.ps1 -Leaver 1395497048157130881 -Successor 1395497048201171079
#   ./handover.ps1 -Sandbox -Confirm:$false
#
# A handover deletes the data at the source: without -Confirm:$false every one is asked about, with -WhatIf nothing happens.
[CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')]
param(
    [string[]] $Leaver = @('1395497048157130881', '1395497048201171079'),
    [string] $Successor = '1395497048230531211',
    [int] $TimeoutSeconds = 600,
    [switch] $Sandbox
)

$ErrorActionPreference = 'Stop'
Import-Module KooDrive
if ($Sandbox) { Connect-KooDrive -Sandbox } else { Connect-KooDrive }
try {
    $Leaver |
        Where-Object { $PSCmdlet.ShouldProcess("user $_", "Hand all data over to user $Successor and delete it at the source") } |
        ForEach-Object { New-KooDriveTask -SourceUserId $_ -DestinationUserId $Successor -Confirm:$false } |
        Wait-KooDriveTask -TimeoutSeconds $TimeoutSeconds -ErrorAction Continue |
        ForEach-Object {
            if ($_.Status -eq 'Success') { "$($_.TaskName): done." }
            else { "$($_.TaskName): failed with result code $($_.ResultCode)." }
        }
}
finally {
    Disconnect-KooDrive
}
