# First steps with KooDrive, offline: no account, no network.
# Runs unchanged under pwsh and under tools/PwshLite.
Import-Module KooDrive

# The sandbox is a built-in service with sample tasks. With a real account this line is
#   Connect-KooDrive -AppCredential (Get-Credential) -UserId 1505084218764547200
Connect-KooDrive -Sandbox -TaskCount 1000

# All failed tasks, from all pages; the next page is fetched while the current one is processed.
$failed = Get-KooDriveTask -Status Failed -All -Verbose

# They are ordinary objects: filter, sort, group and export them like others.
$lastWeek = [DateTimeOffset]::Now.AddDays(-7)
$failed | Where-Object CreateTime -gt $lastWeek

"$($failed.Count) of 1000 tasks have failed; $(@($failed | Where-Object CreateTime -gt $lastWeek).Count) of them are from the last seven days."

Disconnect-KooDrive
