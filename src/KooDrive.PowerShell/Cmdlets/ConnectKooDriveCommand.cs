using System;
using System.Management.Automation;
using System.Net.Http;
using System.Security;
using KooDrive.PowerShell.Parameters;
using KooDrive.PowerShell.Sessions;

namespace KooDrive.PowerShell.Cmdlets;

/// <summary>Creates the session of this runspace. Sends no request without -Verify.</summary>
[Cmdlet(VerbsCommunications.Connect, "KooDrive", DefaultParameterSetName = EnvironmentSet)]
[OutputType(typeof(KooDriveSession))]
public sealed class ConnectKooDriveCommand : KooDriveConnectionCommand
{
    private const string EnvironmentSet = "Environment";
    private const string TokenSet = "AccessToken";
    private const string AppCredentialSet = "AppCredential";
    private const string AppSet = "App";

    /// <summary>The access token: a SecureString, or plain text.</summary>
    [Parameter(ParameterSetName = TokenSet, Mandatory = true)]
    [SecretTransformation]
    public SecureString? AccessToken { get; set; }

    /// <summary>The id of the session with which the service refreshes the token.</summary>
    [Parameter(ParameterSetName = TokenSet)]
    [SecretTransformation]
    public SecureString? SessionId { get; set; }

    /// <summary>A script block that outputs a new access token when the old one has expired.</summary>
    [Parameter(ParameterSetName = TokenSet)]
    [ValidateNotNull]
    public ScriptBlock? AccessTokenProvider { get; set; }

    /// <summary>The app's id as user name, its secret as password.</summary>
    [Parameter(ParameterSetName = AppCredentialSet, Mandatory = true)]
    [ValidateNotNull]
    [Credential]
    public PSCredential? AppCredential { get; set; }

    /// <summary>The app's id.</summary>
    [Parameter(ParameterSetName = AppSet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string? AppId { get; set; }

    /// <summary>The app's secret: a SecureString, or plain text.</summary>
    [Parameter(ParameterSetName = AppSet, Mandatory = true)]
    [SecretTransformation]
    public SecureString? AppSecret { get; set; }

    /// <summary>The KooDrive user id. Without it, KOODRIVE_USER_ID.</summary>
    [Parameter]
    [IdTransformation]
    public string? UserId { get; set; }

    /// <summary>The built-in offline service with sample data: no account, no network.</summary>
    [Parameter]
    public SwitchParameter Sandbox { get; set; }

    /// <summary>How many sample tasks the sandbox has.</summary>
    [Parameter]
    [ValidateRange(0, KooDrive.Sandbox.SandboxOptions.MaximumTaskCount)]
    public int TaskCount { get; set; } = 250;

    /// <inheritdoc/>
    private protected override bool IsSandbox => Sandbox;

    /// <inheritdoc/>
    private protected override AccessTokenProvider? CreateProvider() =>
        AccessTokenProvider is null ? null : new AccessTokenProvider(AccessTokenProvider);

    /// <inheritdoc/>
    private protected override HttpMessageHandler? CreateService(Identity identity, TimeProvider timeProvider) =>
        Sandbox ? OfflineService.CreateHandler(identity, TaskCount, timeProvider) : null;

    /// <inheritdoc/>
    private protected override Identity CreateIdentity() => ParameterSetName switch
    {
        TokenSet => Identity.OfToken("-AccessToken", AccessToken!, SessionId, UserId),
        AppCredentialSet => Identity.OfApp("-AppCredential", AppCredential!.UserName, AppCredential.Password, UserId),
        AppSet => Identity.OfApp("-AppId, -AppSecret", AppId!, AppSecret!, UserId),
        _ => Sandbox ? Identity.OfSandbox(UserId) : Identity.OfEnvironment(UserId),
    };
}
