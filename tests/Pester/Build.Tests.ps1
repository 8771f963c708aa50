# What build.ps1 refuses, and what it only says. It is for PowerShell 7.4 and later.
BeforeAll {
    $build = Join-Path $PSScriptRoot '../../build.ps1'
    $key = $env:PSGALLERY_API_KEY
    $env:PSGALLERY_API_KEY = $null
}

AfterAll {
    $env:PSGALLERY_API_KEY = $key
}

Describe 'build.ps1' -Skip:($PSEdition -eq 'Desktop') {
    It 'refuses a task that there is not, and names those that there are' {
        { & $build -Task Deploy } |
            Should -Throw -ErrorId 'ParameterArgumentValidationError,build.ps1' -ExpectedMessage '*Clean,Build,Test,Docs,Package,Publish*'
    }

    It 'refuses a package of a Debug build' {
        { & $build -Task Package -Configuration Debug } | Should -Throw 'A package is always Release*'
    }

    It 'refuses to publish without a key' {
        { & $build -Task Publish -RepositoryUrl https://repository.invalid/owner/name } | Should -Throw 'Publish needs an API key*'
    }

    It 'refuses to publish without the address of the repository' {
        { & $build -Task Publish -WhatIf } | Should -Throw 'Publish needs the address of the repository*'
    }

    It 'refuses an address that is none' {
        { & $build -Task Publish -RepositoryUrl here } | Should -Throw -ErrorId 'ParameterArgumentValidationError,build.ps1'
    }

    It 'removes nothing with Clean -WhatIf' {
        $module = (Import-Module -Name KooDrive -PassThru).Path
        & $build -Task Clean -WhatIf
        $module | Should -Exist
    }

    It 'leaves the location as it was' {
        $before = Get-Location
        & $build -Task Clean -WhatIf
        (Get-Location).Path | Should -Be $before.Path
    }
}
