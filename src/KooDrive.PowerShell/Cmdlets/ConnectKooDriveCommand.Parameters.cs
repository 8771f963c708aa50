using System;
using System.Management.Automation;
using System.Security;
using KooDrive.PowerShell.Parameters;

namespace KooDrive.PowerShell.Cmdlets;

/// <content>The parameters.</content>
public sealed partial class ConnectKooDriveCommand
{
    private const string EnvironmentSet = "Environment";
    private const string TokenSet = "AccessToken";
    private const string AppCredentialSet = "AppCredential";
    private const string AppSet = "App";
    private const int LongestTime = 24 * 60 * 60;

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

    /// <summary>
    /// The endpoint of the service: HTTPS, or HTTP to this computer. Without it, KOODRIVE_ENDPOINT or the international service.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(EndpointCompleter))]
    [ValidateNotNull]
    [AddressTransformation]
    public Uri? Endpoint { get; set; }

    /// <summary>The language of the service's messages. Without it, Chinese if PowerShell's language is Chinese, else English.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(LanguageCompleter))]
    [LanguageTag]
    public string? Language { get; set; }

    /// <summary>The proxy to use. Without it, the one that the environment names.</summary>
    [Parameter]
    [ValidateNotNull]
    [AddressTransformation]
    public Uri? Proxy { get; set; }

    /// <summary>The proxy's credentials.</summary>
    [Parameter]
    [ValidateNotNull]
    [Credential]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Uses no proxy, not even the environment's.</summary>
    [Parameter]
    public SwitchParameter NoProxy { get; set; }

    /// <summary>The time-out for making a connection, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, LongestTime)]
    public int ConnectionTimeoutSeconds { get; set; } = 15;

    /// <summary>The time-out for one attempt at a request, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, LongestTime)]
    public int OperationTimeoutSeconds { get; set; } = 60;

    /// <summary>For how long a failed request is retried, in seconds; 0 for no retry.</summary>
    [Parameter]
    [ValidateRange(0, LongestTime)]
    public int MaximumRetrySeconds { get; set; } = 120;

    /// <summary>Accepts any certificate.</summary>
    [Parameter]
    public SwitchParameter SkipCertificateCheck { get; set; }

    /// <summary>Checks the credentials with one request. If that fails, there is no new session.</summary>
    [Parameter]
    public SwitchParameter Verify { get; set; }

    /// <summary>Outputs the session, for -Session of other commands.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }
}
