# Replaces the commands of other modules that the examples and the README use and the engine does not have, as far as needed to run
# them with the sandbox. Under pwsh, they run with the real commands.
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
function Format-Table { $input }
function ConvertTo-Json { $input }

function Write-Warning { [CmdletBinding()] param([string] $Message) $PSCmdlet.WriteWarning($Message) }

# Every value in quotes, and no line breaks in values.
function Export-Csv([Alias('LiteralPath')] [string] $Path, [switch] $Append, [switch] $NoTypeInformation, $Encoding) {
    $Path = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Path)
    if (-not $Append) { [IO.File]::Delete($Path) }
    foreach ($item in $input) {
        $properties = @($item.PSObject.Properties)
        if (-not [IO.File]::Exists($Path)) { [IO.File]::AppendAllText($Path, '"' + ($properties.Name -join '","') + "`"`n") }
        [IO.File]::AppendAllText($Path, '"' + ($properties.ForEach{ "$($_.Value)".Replace('"', '""') } -join '","') + "`"`n")
    }
}

# Every value in quotes, or none. A missing file is a list of leavers, as in the pages.
function Import-Csv([Alias('LiteralPath')] [string] $Path, $Encoding) {
    $Path = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Path)
    if (-not [IO.File]::Exists($Path)) { $Path = "$PSScriptRoot/../../docs/examples/leavers.csv" }
    $names = $null
    foreach ($line in [IO.File]::ReadAllLines($Path)) {
        $values = if ($line.StartsWith('"')) { $line.Substring(1, $line.Length - 2) -split '","' } else { $line -split ',' }
        if (-not $names) { $names = $values; continue }
        $row = [ordered]@{}
        for ($i = 0; $i -lt $names.Count; $i++) { $row[$names[$i]] = $values[$i].Replace('""', '"') }
        [pscustomobject]$row
    }
}
