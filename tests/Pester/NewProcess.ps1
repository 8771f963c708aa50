# For tests that need a process that has not loaded the module: they dot-source this file in BeforeAll.

# Runs a script in a new process, and returns its output. An error of the script is an error of the test.
function Invoke-NewProcess([string] $Script) {
    $preferences = "`$ErrorActionPreference = 'Stop'; `$ProgressPreference = 'SilentlyContinue'; "
    & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -Command ($preferences + $Script)
    if ($LASTEXITCODE -ne 0) { throw "Exit code $LASTEXITCODE of: $Script" }
}
