# Imports the build of this edition of PowerShell: Core or Desktop.
# KooDrive.Loading is first: from then on, the dependencies of the cmdlets are found.
Microsoft.PowerShell.Core\Import-Module -ErrorAction Stop -Name @(
    "$PSScriptRoot/$PSEdition/KooDrive.Loading.dll"
    "$PSScriptRoot/$PSEdition/KooDrive.PowerShell.dll"
)
