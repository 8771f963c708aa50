using System;
using System.Globalization;
using System.Net.Http;
using KooDrive.Client;

namespace KooDrive.PowerShell.Sessions;

/// <summary>The way to the service, checked.</summary>
internal sealed class SessionOptions
{
    public required ServiceAddress Address { get; init; }

    public required ProxyChoice Proxy { get; init; }

    /// <summary>The language of the service's messages; null for PowerShell's own.</summary>
    public string? Language { get; init; }

    public TimeSpan ConnectionTimeout { get; init; }

    public TimeSpan OperationTimeout { get; init; }

    public TimeSpan MaximumRetryTime { get; init; }

    public bool SkipCertificateCheck { get; init; }

    /// <summary>Makes a session. Nothing is sent.</summary>
    /// <param name="identity">Whose.</param>
    /// <param name="provider">What provides new access tokens; null for nothing.</param>
    /// <param name="createService">Makes what takes the place of the service, or null.</param>
    /// <exception cref="ArgumentException">A text is empty or has characters that no header can carry. The secrets are wiped.</exception>
    public KooDriveSession CreateSession(Identity identity, AccessTokenProvider? provider, Func<TimeProvider, HttpMessageHandler?> createService)
    {
        var timeProvider = SessionClock.Current;
        var credential = identity.CreateCredential();
        try
        {
            var client = new KooDriveClient(new KooDriveClientOptions
            {
                Endpoint = Address.Endpoint,
                UserId = identity.UserId,
                Credential = credential,
                Language = Language ?? LanguageOfCulture(),
                Proxy = Proxy.Address,
                ProxyCredential = Proxy.Credential,
                UseProxy = Proxy.IsWanted,
                ConnectionTimeout = ConnectionTimeout,
                OperationTimeout = OperationTimeout,
                MaximumRetryTime = MaximumRetryTime,
                SkipCertificateCheck = SkipCertificateCheck,
                TimeProvider = timeProvider,
                PrimaryHandler = createService(timeProvider),
            });
            return new KooDriveSession(client, Address.Endpoint, identity.UserId, timeProvider, provider);
        }
        catch
        {
            credential.Dispose();
            throw;
        }
    }

    /// <summary>What was chosen for a session, and where each part of it comes from. No secret.</summary>
    public string Describe(Identity identity) => SR.Format(
        CommandMessages.ConnectionChosen,
        identity.AppSecret is null ? CommandMessages.TokenChosen : CommandMessages.AppChosen,
        identity.Source,
        identity.UserId,
        identity.UserIdSource,
        Address.Endpoint.GetLeftPart(UriPartial.Authority),
        Address.Source,
        Proxy.Describe(Address.Endpoint));

    private static string LanguageOfCulture() => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh" ? "zh-CN" : "en-US";
}
