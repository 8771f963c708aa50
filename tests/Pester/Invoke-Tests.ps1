# Runs the Pester tests of this folder in a new process, and exits with the number of failed tests.
[CmdletBinding()]
param(
    # The path of the Pester module.
    [Parameter(Mandatory)] [string] $Pester,
    # The folder with the module's folder.
    [Parameter(Mandatory)] [string] $Module
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

# The tests, the examples, and their processes and runspaces find the module by name, like an installed one.
$env:PSModulePath = [IO.Path]::GetFullPath($Module) + [IO.Path]::PathSeparator + $env:PSModulePath

# Tests must not use credentials of the environment.
Get-ChildItem -Path Env:KOODRIVE_* | Remove-Item

Import-Module -Name $Pester
Invoke-Pester -Configuration @{
    Run    = @{ Path = $PSScriptRoot; Exit = $true }
    Output = @{ Verbosity = 'Detailed' }
}
