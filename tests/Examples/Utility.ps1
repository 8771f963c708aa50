# Stands in for what the examples and the README use of modules that the engine alone does not have: enough to run them to their
# ends, against the sandbox. Under pwsh they are run with the real thing.
$ErrorActionPreference = 'Stop'
$PSDefaultParameterValues = @{ 'Connect-KooDrive:Sandbox' = $true }
$token = 'a-token'

function Get-Credential { [pscredential]::new('an-app', (Get-Secret)) }
function Get-Secret { [Net.NetworkCredential]::new('', 'a-secret').SecurePassword }
function Get-Date { [datetime]::Now }
function Read-Host { Get-Secret }
function Select-Object { $input }
function Sort-Object { $input }
function Group-Object { $input }
function Format-List { $input }
function ConvertTo-Json { $input }

# A file that is not there is one of leavers: in a page, that is what it would hold.
function Import-Csv([string] $Path) {
    $Path = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Path)
    if (-not [IO.File]::Exists($Path)) { $Path = "$PSScriptRoot/../../docs/examples/leavers.csv" }
    $header, $lines = [IO.File]::ReadAllLines($Path)
    foreach ($line in $lines) {
        $row = [ordered]@{}
        $values = $line -split ','
        foreach ($name in $header -split ',') { $row[$name] = $values[$row.Count] }
        [pscustomobject]$row
    }
}

function Export-Csv([string] $Path, [switch] $Append) {
    $Path = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Path)
    if (-not $Append) { [IO.File]::Delete($Path) }
    foreach ($item in $input) { [IO.File]::AppendAllText($Path, "$item`n") }
}
