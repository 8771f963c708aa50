# Hands over the data of leavers, row by row of a CSV file, waits for the tasks, and reports the result of every row.
#
#   ./handover.ps1 -Path leavers.csv -ReportPath report.csv -WhatIf
#   ./handover.ps1 -Path leavers.csv -ReportPath report.csv
#   ./handover.ps1 -Path leavers.csv -ReportPath report.csv -Sandbox -Confirm:$false
#
# The file needs the columns SourceUserId and DestinationUserId, with ids as text: a spreadsheet treats them as numbers and loses
# their last digits. A handover deletes the data at the source: without -Confirm:$false, each one is confirmed; with -WhatIf, the
# rows are checked and nothing is sent.
[CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')]
param(
    [Parameter(Mandatory)] [string] $Path,
    [Parameter(Mandatory)] [string] $ReportPath,
    [int] $TimeoutSeconds = 3600,
    [switch] $Sandbox
)

$ErrorActionPreference = 'Stop'
Import-Module KooDrive
$rows = @(Import-Csv -Path $Path)
if ($Sandbox) { Connect-KooDrive -Sandbox } else { Connect-KooDrive -Verify }

$created = $refused = $ended = @()
try {
    # -WhatIf and -Confirm of this script apply to its commands. A row that fails is an error with that row as target.
    $rows | New-KooDriveTask -ErrorAction Continue -ErrorVariable refused -OutVariable created |
        Wait-KooDriveTask -TimeoutSeconds $TimeoutSeconds -ErrorAction Continue -OutVariable ended | ForEach-Object { }
}
finally {
    # Also after Ctrl+C: the created tasks are known then.
    Disconnect-KooDrive
    $end = @{}
    foreach ($task in $ended) { $end[$task.TaskId] = $task }
    $report = @(
        foreach ($task in $created) {
            [pscustomobject]@{
                SourceUserId      = $task.SourceUserId
                DestinationUserId = $task.DestinationUserId
                TaskId            = $task.TaskId
                Outcome           = if ($end[$task.TaskId]) { $end[$task.TaskId].Status } else { 'Unfinished' }
                Detail            = $end[$task.TaskId].ResultCode
            }
        }
        foreach ($failure in $refused) {
            [pscustomobject]@{
                SourceUserId      = $failure.TargetObject.SourceUserId
                DestinationUserId = $failure.TargetObject.DestinationUserId
                TaskId            = $null
                Outcome           = ($failure.FullyQualifiedErrorId -split ',')[0]
                Detail            = $failure.Exception.Message
            }
        }
    )
    $report | Export-Csv -Path $ReportPath
}

$done = @($report | Where-Object Outcome -EQ Success).Count
"$done of $($rows.Count) handovers are done."
