# The check of a package's content finds faults. For PowerShell 7.4 and later.
BeforeAll {
    . $PSScriptRoot/../../tools/Packaging.ps1
    $module = Join-Path $TestDrive 'KooDrive'
    $null = New-Item -ItemType Directory -Path (Join-Path $module 'Core')
    'KooDrive.psd1', 'Core/KooDrive.PowerShell.dll' | ForEach-Object { Set-Content -Path (Join-Path $module $_) -Value $_ }

    function New-Archive([string[]] $Entry) {
        $path = Join-Path $TestDrive "$(New-Guid).nupkg"
        $zip = [IO.Compression.ZipFile]::Open($path, 'Create')
        $Entry | ForEach-Object { $null = $zip.CreateEntry($_) }
        $zip.Dispose()
        $path
    }
}

Describe 'A package' -Skip:($PSEdition -eq 'Desktop') {
    It 'passes with the module''s files and its metadata' {
        $papers = 'KooDrive.nuspec', '[Content_Types].xml', '_rels/.rels', 'package/a.psmdcp'
        $whole = New-Archive (@('KooDrive.psd1', 'Core/KooDrive.PowerShell.dll') + $papers)
        { Assert-ArchiveContent $whole $module '' } | Should -Not -Throw
    }

    It 'fails with an additional file' {
        { Assert-ArchiveContent (New-Archive 'KooDrive.psd1', 'Core/KooDrive.PowerShell.dll', 'Core/KooDrive.PowerShell.pdb') $module '' } |
            Should -Throw '*Unexpected: Core/KooDrive.PowerShell.pdb; missing: .'
    }

    It 'fails with a missing file' {
        { Assert-ArchiveContent (New-Archive 'KooDrive.psd1') $module '' } |
            Should -Throw '*Unexpected: ; missing: Core/KooDrive.PowerShell.dll.'
    }

    It 'fails with a file in the wrong place' {
        { Assert-ArchiveContent (New-Archive 'KooDrive.psd1', 'KooDrive.PowerShell.dll') $module '' } |
            Should -Throw '*Unexpected: KooDrive.PowerShell.dll; missing: Core/KooDrive.PowerShell.dll.'
    }
}
