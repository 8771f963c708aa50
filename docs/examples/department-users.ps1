# Shows the users of a department as a table, and writes them to a CSV file without their telephone numbers. There is no command for
# departments: Invoke-KooDriveRequest lists them.
#
#   ./department-users.ps1 -Name 'Legal' -Path legal.csv
#   ./department-users.ps1 -Name 'Legal' -Path legal.csv -Sandbox
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $Name,
    [Parameter(Mandatory)] [string] $Path,
    [switch] $Sandbox
)

Import-Module KooDrive
if ($Sandbox) { Connect-KooDrive -Sandbox } else { Connect-KooDrive }
try {
    $department = Invoke-KooDriveRequest -Path space/departmentList -All -ErrorAction Stop | Where-Object deptName -eq $Name
    if (-not $department) { throw "There is no department '$Name'." }

    # Its subdepartments are included; -Direct would omit them.
    $users = @(Get-KooDriveUser -DepartmentId $department.deptId -All -ErrorAction Stop)
    $users | Sort-Object -Property DepartmentName, Name | Format-Table -Property UserId, Name, Role, DepartmentName
    $users | Select-Object -Property UserId, Name, Role, DepartmentId, DepartmentName, Status, ExternalId | Export-Csv -Path $Path
    "$($users.Count) users of $($department.deptName): $Path."
}
finally {
    Disconnect-KooDrive
}
