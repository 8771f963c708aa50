# Starts batch imports, waits for them, and writes the users who could not be imported to a CSV file.
#
#   ./batch-import.ps1 -ResultId 3c6250408655f23d -OrganizationId 42 -OrganizationUserId 7 -Path failures.csv
#   ./batch-import.ps1 -Path failures.csv -Sandbox
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $Path,
    [string[]] $ResultId = @('3c6250408655f23d', '77aa01fe5523c0d1'),
    [string] $OrganizationId = '42',
    [string] $OrganizationUserId = '7',
    [switch] $Sandbox
)

$ErrorActionPreference = 'Stop'
Import-Module KooDrive
if ($Sandbox) { Connect-KooDrive -Sandbox } else { Connect-KooDrive }
try {
    $results = $ResultId |
        ForEach-Object { New-KooDriveTask -ResultId $_ -OrganizationId $OrganizationId -OrganizationUserId $OrganizationUserId -Confirm:$false } |
        Wait-KooDriveTask -TimeoutSeconds 3600 -ErrorAction Continue |
        Get-KooDriveTaskResult

    foreach ($result in $results) {
        "Task $($result.TaskId): $($result.SuccessCount) users imported, $($result.FailCount) not."
    }
    $results | ForEach-Object Failures | Export-Csv -Path $Path
}
finally {
    Disconnect-KooDrive
}
