# Runs the Pester tests of this folder in a process that has been started for it, and exits with the number of those that failed.
[CmdletBinding()]
param(
    # The path of the Pester module.
    [Parameter(Mandatory)] [string] $Pester,
    # The folder that holds the module's folder.
    [Parameter(Mandatory)] [string] $Module
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

# The tests, the examples, and the processes and runspaces that they start find the module as installed ones are found: by name.
$env:PSModulePath = [IO.Path]::GetFullPath($Module) + [IO.Path]::PathSeparator + $env:PSModulePath

# Nobody's credentials get into a test.
Get-ChildItem -Path Env:KOODRIVE_* | Remove-Item

Import-Module -Name $Pester
Invoke-Pester -Configuration @{
    Run    = @{ Path = $PSScriptRoot; Exit = $true }
    Output = @{ Verbosity = 'Detailed' }
}
