using System;
using System.Management.Automation;
using System.Net.Http;
using KooDrive.PowerShell.Errors;
using KooDrive.PowerShell.Parameters;
using KooDrive.PowerShell.Pipeline;
using KooDrive.PowerShell.Sessions;

namespace KooDrive.PowerShell.Cmdlets;

/// <summary>The base class of a command that connects: its parameters for the connection, and how it opens the session.</summary>
public abstract class KooDriveConnectionCommand : KooDriveCommand
{
    private const int LongestTime = 24 * 60 * 60;

    /// <summary>
    /// The endpoint of the service: HTTPS, or HTTP to this computer. Without it, KOODRIVE_ENDPOINT or the international service.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(EndpointCompleter))]
    [ValidateNotNull]
    public Uri? Endpoint { get; set; }

    /// <summary>The language of the service's messages. Without it, Chinese if PowerShell's language is Chinese, else English.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(LanguageCompleter))]
    [LanguageTag]
    public string? Language { get; set; }

    /// <summary>The proxy to use. Without it, the one that the environment names.</summary>
    [Parameter]
    [ValidateNotNull]
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

    private protected abstract bool IsSandbox { get; }

    /// <exception cref="ArgumentException">There are no credentials, or no user id.</exception>
    private protected abstract Identity CreateIdentity();

    /// <summary>The token provider; null for none.</summary>
    private protected abstract AccessTokenProvider? CreateProvider();

    /// <summary>The handler that replaces the service; null for the service.</summary>
    private protected abstract HttpMessageHandler? CreateService(Identity identity, TimeProvider timeProvider);

    /// <inheritdoc/>
    private protected sealed override void End()
    {
        KooDriveSession session;
        try
        {
            session = Open();
        }
        catch (ArgumentException e)
        {
            // No target: the invalid value may be a secret.
            ThrowTerminatingError(ErrorRecords.InvalidArgument(new ArgumentException(WithCurrentSession(e.Message), e), target: null));
            throw;
        }
        catch (KooDriveException e)
        {
            var record = ErrorRecords.From(e, Endpoint?.AbsoluteUri);
            string message = WithCurrentSession(record.ErrorDetails.Message);
            record.ErrorDetails = new ErrorDetails(message) { RecommendedAction = e.RecommendedAction };
            ThrowTerminatingError(record);
            throw;
        }

        SessionStore.Current = session;
        if (SkipCertificateCheck)
            WriteWarning(CommandMessages.CertificatesUnchecked);
        if (!PassThru)
            return;
        session.Lifetime.HandOut();
        WriteObject(session);
    }

    private KooDriveSession Open()
    {
        var identity = CreateIdentity();
        var options = CreateOptions();
        if (Preference.OfVerbose(this) != ActionPreference.SilentlyContinue)
            WriteVerbose(options.Describe(identity));
        var session = options.CreateSession(identity, CreateProvider(), time => CreateService(identity, time));
        try
        {
            if (Verify)
                Wait(session.Client.VerifyAsync(HooksFor(session), StopToken));
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private SessionOptions CreateOptions() => new()
    {
        Address = IsSandbox ? ServiceAddress.OfSandbox() : ServiceAddress.Choose(Endpoint),
        Proxy = ProxyChoice.Choose(Proxy, ProxyCredential?.GetNetworkCredential(), NoProxy),
        Language = Language,
        ConnectionTimeout = TimeSpan.FromSeconds(ConnectionTimeoutSeconds),
        OperationTimeout = TimeSpan.FromSeconds(OperationTimeoutSeconds),
        MaximumRetryTime = TimeSpan.FromSeconds(MaximumRetrySeconds),
        SkipCertificateCheck = SkipCertificateCheck,
    };

    private static string WithCurrentSession(string text) =>
        SessionStore.Current is { } current
            ? text + Environment.NewLine
                + SR.Format(CommandMessages.SessionStays, current.UserId, current.Endpoint.GetLeftPart(UriPartial.Authority))
            : text;
}
