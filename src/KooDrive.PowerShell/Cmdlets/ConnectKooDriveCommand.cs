using System;
using System.Globalization;
using System.Management.Automation;
using System.Net;
using System.Security;
using KooDrive.Client;
using KooDrive.PowerShell.Parameters;
using KooDrive.PowerShell.Sessions;

namespace KooDrive.PowerShell.Cmdlets;

/// <summary>Makes the session of this runspace. Sends nothing: the first command that needs the service does.</summary>
[Cmdlet(VerbsCommunications.Connect, "KooDrive", DefaultParameterSetName = EnvironmentSet)]
[OutputType(typeof(KooDriveSession))]
public sealed class ConnectKooDriveCommand : KooDriveCommand
{
    private const string EnvironmentSet = "Environment";
    private const string TokenSet = "AccessToken";
    private const string AppCredentialSet = "AppCredential";
    private const string AppSet = "App";
    private const int LongestTime = 24 * 60 * 60;

    // Where a host, such as a test, leaves a TimeProvider for sessions to live by.
    private const string ClockName = "KooDrive.TimeProvider";

    /// <summary>The access token: a SecureString, or plain text.</summary>
    [Parameter(ParameterSetName = TokenSet, Mandatory = true)]
    [SecretTransformation]
    public SecureString? AccessToken { get; set; }

    /// <summary>The id of the session that the service can refresh the token of.</summary>
    [Parameter(ParameterSetName = TokenSet)]
    [SecretTransformation]
    public SecureString? SessionId { get; set; }

    /// <summary>A script block that outputs a new access token when the old one has died.</summary>
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
    [ValidateNotNullOrEmpty]
    public string? UserId { get; set; }

    /// <summary>The built-in offline service with sample data: no account, no network.</summary>
    [Parameter]
    public SwitchParameter Sandbox { get; set; }

    /// <summary>How many sample tasks the sandbox holds.</summary>
    [Parameter]
    [ValidateRange(0, KooDrive.Sandbox.SandboxOptions.MaximumTaskCount)]
    public int TaskCount { get; set; } = 250;

    /// <summary>The address of the service: HTTPS, or HTTP to this computer. Without it, KOODRIVE_ENDPOINT or the international service.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(EndpointCompleter))]
    [ValidateNotNull]
    public Uri? Endpoint { get; set; }

    /// <summary>The language of the service's messages. Without it, Chinese where PowerShell speaks Chinese, else English.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(LanguageCompleter))]
    [ValidatePattern("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
    public string? Language { get; set; }

    /// <summary>The proxy to use. Without it, the one that the environment names.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? Proxy { get; set; }

    /// <summary>What the proxy asks for.</summary>
    [Parameter]
    [ValidateNotNull]
    [Credential]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Uses no proxy, not even the environment's.</summary>
    [Parameter]
    public SwitchParameter NoProxy { get; set; }

    /// <summary>How long making a connection may take, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, LongestTime)]
    public int ConnectionTimeoutSeconds { get; set; } = 15;

    /// <summary>How long one attempt at a request may take, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, LongestTime)]
    public int OperationTimeoutSeconds { get; set; } = 60;

    /// <summary>For how long a request that failed is tried again, in seconds; 0 for not at all.</summary>
    [Parameter]
    [ValidateRange(0, LongestTime)]
    public int MaximumRetrySeconds { get; set; } = 120;

    /// <summary>Accepts any certificate.</summary>
    [Parameter]
    public SwitchParameter SkipCertificateCheck { get; set; }

    /// <summary>Outputs the session, for -Session of other commands.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        KooDriveSession session;
        try
        {
#pragma warning disable CA2000 // It lives until Disconnect-KooDrive.
            session = CreateSession();
#pragma warning restore CA2000
        }
        catch (ArgumentException e)
        {
            // No target: whatever was wrong may be a secret.
            ThrowTerminatingError(new ErrorRecord(e, "InvalidArgument", ErrorCategory.InvalidArgument, targetObject: null));
            return;
        }

        SessionStore.Current = session;
        if (SkipCertificateCheck)
            WriteWarning(CommandMessages.CertificatesUnchecked);
        if (PassThru)
            WriteObject(session);
    }

    private KooDriveSession CreateSession()
    {
        var identity = CreateIdentity();
        var timeProvider = AppDomain.CurrentDomain.GetData(ClockName) as TimeProvider ?? TimeProvider.System;
        var endpoint = Sandbox ? OfflineService.Endpoint : ChooseEndpoint();
        if (NoProxy && (Proxy is not null || ProxyCredential is not null))
            throw new ArgumentException(CommandMessages.ProxyContradiction);
        var client = new KooDriveClient(new KooDriveClientOptions
        {
            Endpoint = endpoint,
            UserId = identity.UserId,
            Credential = identity.CreateCredential(),
            Language = Language ?? LanguageOfCulture(),
            Proxy = ChooseProxy(out var proxyCredential),
            ProxyCredential = proxyCredential,
            UseProxy = !NoProxy,
            ConnectionTimeout = TimeSpan.FromSeconds(ConnectionTimeoutSeconds),
            OperationTimeout = TimeSpan.FromSeconds(OperationTimeoutSeconds),
            MaximumRetryTime = TimeSpan.FromSeconds(MaximumRetrySeconds),
            SkipCertificateCheck = SkipCertificateCheck,
            TimeProvider = timeProvider,
            PrimaryHandler = Sandbox ? OfflineService.CreateHandler(identity, TaskCount, timeProvider) : null,
        });
        var provider = AccessTokenProvider is null ? null : new AccessTokenProvider(AccessTokenProvider);
        return new KooDriveSession(client, endpoint, identity.UserId, timeProvider, provider);
    }

    private Identity CreateIdentity() => ParameterSetName switch
    {
        TokenSet => Identity.OfToken(AccessToken!, SessionId, UserId),
        AppCredentialSet => Identity.OfApp(AppCredential!.UserName, AppCredential.Password, UserId),
        AppSet => Identity.OfApp(AppId!, AppSecret!, UserId),
        _ => Sandbox ? Identity.OfSandbox(UserId) : Identity.OfEnvironment(UserId),
    };

    private Uri ChooseEndpoint() =>
        Endpoint is not null ? ServiceAddress.Require(Endpoint)
        : Identity.Variable("KOODRIVE_ENDPOINT") is { } text ? ServiceAddress.Parse(text)
        : KooDriveClientOptions.InternationalEndpoint;

    // A user name and password in the address become a credential: error messages quote addresses.
    private Uri? ChooseProxy(out NetworkCredential? credential)
    {
        credential = ProxyCredential?.GetNetworkCredential();
        if (Proxy is null)
            return null;
        // "proxy.example.com:8080" is an absolute address too, of the scheme "proxy.example.com".
        if (!Proxy.IsAbsoluteUri || Proxy.Scheme is not ("http" or "https" or "socks4" or "socks4a" or "socks5"))
            throw new ArgumentException(CommandMessages.ProxyNotAnAddress);
        if (Proxy.UserInfo.Length == 0)
            return Proxy;
        string[] parts = Proxy.UserInfo.Split([':'], 2);
        credential ??= new NetworkCredential(Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : string.Empty);
        return new UriBuilder(Proxy) { UserName = string.Empty, Password = string.Empty }.Uri;
    }

    private static string LanguageOfCulture() => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh" ? "zh-CN" : "en-US";
}
