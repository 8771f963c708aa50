# Appends the failed tasks to a CSV file. When the listing breaks, the cursor is kept in a file beside it, and the next night
# goes on exactly there: no task is lost, none is reported twice. (Only after Ctrl+C can some come again: those of the page that
# was being written.)
#
#   ./nightly-report.ps1 -Path failed.csv
#   ./nightly-report.ps1 -Path failed.csv -Sandbox
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $Path,
    [switch] $Sandbox
)

Import-Module KooDrive
if ($Sandbox) { Connect-KooDrive -Sandbox -TaskCount 1000 } else { Connect-KooDrive }

$cursorFile = "$Path.cursor"
$cursor = if ([IO.File]::Exists($cursorFile)) { [IO.File]::ReadAllText($cursorFile) }
try {
    Get-KooDriveTask -Status Failed -All -Cursor $cursor -CursorVariable next -ErrorVariable failure |
        Select-Object Csv |
        Export-Csv -Path $Path -Append
}
finally {
    # $null says that the listing is complete; anything else is where to go on, also after Ctrl+C.
    if ($null -eq $next) { [IO.File]::Delete($cursorFile) } else { [IO.File]::WriteAllText($cursorFile, $next) }
    Disconnect-KooDrive
}

if ($failure) {
    "The report is not complete. The next run goes on at the cursor in $cursorFile."
    exit 1
}
"The report is complete: $Path."
