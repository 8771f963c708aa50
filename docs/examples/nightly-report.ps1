# Adds the tasks that have failed since the last run to a CSV file. A task that is already in the file is not added again, so that any
# run can be repeated.
#
#   ./nightly-report.ps1 -Path failed.csv
#   ./nightly-report.ps1 -Path failed.csv -Sandbox
#
# When the listing breaks, the exit code is 1, and the cursor is kept in a file next to the report: the next run first continues from
# there, and then lists from the beginning as usual.
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $Path,
    [switch] $Sandbox
)

# Every error ends the run: a report that could not be written is not complete.
$ErrorActionPreference = 'Stop'
$Path = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($Path)
$cursorFile = "$Path.cursor"

$known = [Collections.Generic.HashSet[string]]::new()
if ([IO.File]::Exists($Path)) {
    Import-Csv -LiteralPath $Path -Encoding utf8 | ForEach-Object { $null = $known.Add($_.TaskId) }
}
$knownBefore = $known.Count

# The cursor is used once. After Ctrl+C, or when the report cannot be written, the next run starts from the beginning.
$starts = @('')
if ([IO.File]::Exists($cursorFile)) {
    $starts = @([IO.File]::ReadAllText($cursorFile), '')
    [IO.File]::Delete($cursorFile)
}

Import-Module KooDrive
if ($Sandbox) { Connect-KooDrive -Sandbox -TaskCount 1000 } else { Connect-KooDrive }
try {
    foreach ($start in $starts) {
        Get-KooDriveTask -Status Failed -All -Cursor $start -ErrorAction Continue -ErrorVariable failures |
            Where-Object { $known.Add($_.TaskId) } |
            Select-Object Csv |
            Export-Csv -LiteralPath $Path -Append -NoTypeInformation -Encoding utf8

        if ($failures -and $start -and $failures[0].FullyQualifiedErrorId -like 'CursorRejected,*') {
            Write-Warning 'The service no longer accepts the cursor of the last run. The listing starts from the beginning.'
        }
        elseif ($failures) {
            break
        }
    }
}
finally {
    Disconnect-KooDrive
}

$added = $known.Count - $knownBefore
if ($failures) {
    if ($failures[0].Exception.Cursor) { [IO.File]::WriteAllText($cursorFile, $failures[0].Exception.Cursor) }
    "The report is not complete: $Path. New: $added. The error above says why."
    exit 1
}
"The report is complete: $Path. New: $added."
