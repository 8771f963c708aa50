using System;
using System.Management.Automation;
using KooDrive.PowerShell.Errors;
using KooDrive.PowerShell.Pipeline;
using KooDrive.PowerShell.Sessions;

namespace KooDrive.PowerShell.Cmdlets;

/// <summary>Creates the session of this runspace. Sends no request without -Verify.</summary>
[Cmdlet(VerbsCommunications.Connect, "KooDrive", DefaultParameterSetName = EnvironmentSet)]
[OutputType(typeof(KooDriveSession))]
public sealed partial class ConnectKooDriveCommand : KooDriveCommand
{
    private Uri? _endpoint;

    /// <inheritdoc/>
    private protected override void End()
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
            var record = ErrorRecords.From(e, _endpoint?.AbsoluteUri);
            string message = WithCurrentSession(record.ErrorDetails.Message);
            record.ErrorDetails = new ErrorDetails(message) { RecommendedAction = e.RecommendedAction };
            ThrowTerminatingError(record);
            throw;
        }

        SessionStore.Current = session;
        if (!PassThru)
            return;
        session.Lifetime.HandOut();
        WriteObject(session);
    }

    private KooDriveSession Open()
    {
        var identity = CreateIdentity();
        var options = CreateOptions();
        _endpoint = options.Address.Endpoint;
        var session = options.CreateSession(
            identity,
            AccessTokenProvider is null ? null : new AccessTokenProvider(AccessTokenProvider),
            time => Sandbox ? SandboxFactory.CreateHandler(identity, TaskCount, time) : null);
        try
        {
            if (Preference.OfVerbose(this) != ActionPreference.SilentlyContinue)
                WriteVerbose(options.Describe(identity, session.Client.Proxy));
            if (Verify)
                Wait(session.Client.VerifyAsync(HooksFor(session), StopToken));
            if (SkipCertificateCheck)
                WriteWarning(CommandMessages.CertificatesUnchecked);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private Identity CreateIdentity() => ParameterSetName switch
    {
        TokenSet => Identity.OfToken("-AccessToken", AccessToken!, SessionId, UserId),
        AppCredentialSet => Identity.OfApp("-AppCredential", AppCredential!.UserName, AppCredential.Password, UserId),
        AppSet => Identity.OfApp("-AppId, -AppSecret", AppId!, AppSecret!, UserId),
        _ => Sandbox ? Identity.OfSandbox(UserId) : Identity.OfEnvironment(UserId),
    };

    private SessionOptions CreateOptions() => new()
    {
        Address = Sandbox ? ServiceAddress.OfSandbox() : ServiceAddress.Choose(Endpoint),
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
