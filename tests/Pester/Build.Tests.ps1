# The checks of build.ps1 and its -WhatIf. For PowerShell 7.4 and later.
BeforeAll {
    $build = Join-Path $PSScriptRoot '../../build.ps1'
    $key = $env:PSGALLERY_API_KEY
    $env:PSGALLERY_API_KEY = $null
}

AfterAll {
    $env:PSGALLERY_API_KEY = $key
}

Describe 'build.ps1' -Skip:($PSEdition -eq 'Desktop') {
    It 'refuses an unknown task, and names the existing ones' {
        { & $build -Task Deploy } |
            Should -Throw -ErrorId 'ParameterArgumentValidationError,build.ps1' -ExpectedMessage '*Clean,Build,Test,Docs,Package,Publish*'
    }

    It 'refuses a package of a Debug build' {
        { & $build -Task Package -Configuration Debug } | Should -Throw 'A package is always Release*'
    }

    It 'refuses a certificate where nothing can be signed' -Skip:$IsWindows {
        { & $build -Task Package -CertificateThumbprint 0 } | Should -Throw 'Only pwsh on Windows can sign*'
    }

    It 'refuses to publish without a key' {
        { & $build -Task Publish -RepositoryUrl https://repository.invalid/owner/name } | Should -Throw 'Publish needs an API key*'
    }

    It 'refuses to publish without the address of the repository' {
        { & $build -Task Publish -WhatIf } | Should -Throw 'Publish needs the address of the repository*'
    }

    It 'refuses an invalid address' {
        { & $build -Task Publish -RepositoryUrl here } | Should -Throw -ErrorId 'ParameterArgumentValidationError,build.ps1'
    }

    It 'removes nothing with Clean -WhatIf' {
        $module = (Import-Module -Name KooDrive -PassThru).Path
        & $build -Task Clean -WhatIf
        $module | Should -Exist
    }

    It 'does not change the location' {
        $before = Get-Location
        & $build -Task Clean -WhatIf
        (Get-Location).Path | Should -Be $before.Path
    }
}
