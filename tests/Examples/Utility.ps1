# Stands in for what the examples use of Microsoft.PowerShell.Utility, which the engine alone does not have: enough to run them
# to their ends. Under pwsh they are run with the real thing.
function Select-Object { $input }

function Export-Csv([string] $Path, [switch] $Append) {
    if (-not $Append) { [IO.File]::Delete($Path) }
    foreach ($item in $input) { [IO.File]::AppendAllText($Path, "$item`n") }
}
