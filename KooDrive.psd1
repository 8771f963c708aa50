@{
    RootModule             = 'KooDrive.psm1'
    # The public types, in a place where type literals find them.
    RequiredAssemblies     = @('KooDrive.dll')
    ModuleVersion          = '0.1.0'
    GUID                   = '7504a5c4-e8f9-47fd-826e-646164989a5e'
    Author                 = 'The KooDrive module contributors'
    CompanyName            = 'The KooDrive module contributors'
    Copyright              = '(c) 2026 The KooDrive module contributors. MIT license.'
    Description            = 'Automate Huawei Cloud KooDrive: list and create its tasks, wait for them, list its users, and make any other API call. Listings are streams of objects, page by page, complete and resumable. Works offline against a built-in sandbox.'

    CompatiblePSEditions   = @('Desktop', 'Core')
    PowerShellVersion      = '5.1'
    DotNetFrameworkVersion = '4.7.2'

    FormatsToProcess       = @('KooDrive.Format.ps1xml')
    TypesToProcess         = @('KooDrive.Types.ps1xml')

    CmdletsToExport        = @(
        'Connect-KooDrive'
        'Disconnect-KooDrive'
        'Get-KooDriveSession'
        'Get-KooDriveTask'
        'Get-KooDriveTaskResult'
        'Get-KooDriveTransferRecipient'
        'Get-KooDriveUser'
        'Invoke-KooDriveRequest'
        'New-KooDriveTask'
        'Test-KooDriveConnection'
        'Wait-KooDriveTask'
    )
    FunctionsToExport      = @()
    AliasesToExport        = @()
    VariablesToExport      = @()

    PrivateData            = @{
        PSData = @{
            Tags = @(
                'KooDrive', 'HuaweiCloud', 'Huawei', 'Cloud', 'Storage', 'API'
                'PSEdition_Desktop', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS'
            )
            # build.ps1 -Task Publish adds ProjectUri, LicenseUri, IconUri and ReleaseNotes.
        }
    }
}
