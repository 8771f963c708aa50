using System;
using System.Globalization;
using System.Net.Http;
using KooDrive.Client;
using KooDrive.Client.Diagnostics;

namespace KooDrive.PowerShell.Sessions;

/// <summary>The checked settings of a connection.</summary>
internal sealed class SessionOptions
{
    public required ServiceAddress Address { get; init; }

    public required ProxyChoice Proxy { get; init; }

    /// <summary>The language of the service's messages; null for PowerShell's.</summary>
    public string? Language { get; init; }

    public TimeSpan ConnectionTimeout { get; init; }

    public TimeSpan OperationTimeout { get; init; }

    public TimeSpan MaximumRetryTime { get; init; }

    public bool SkipCertificateCheck { get; init; }

    /// <summary>Creates a session. Nothing is sent.</summary>
    /// <param name="identity">The user and the credentials.</param>
    /// <param name="provider">The token provider; null for none.</param>
    /// <param name="createService">Creates the handler that replaces the service, or null.</param>
    /// <exception cref="ArgumentException">
    /// A text is empty or has characters that a header cannot contain. The secrets are wiped.
    /// </exception>
    public KooDriveSession CreateSession(
        Identity identity, AccessTokenProvider? provider, Func<TimeProvider, HttpMessageHandler?> createService)
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

    /// <summary>Describes the settings and their sources, without secrets.</summary>
    /// <param name="identity">The user and the credentials.</param>
    /// <param name="proxy">The proxy that the session uses.</param>
    public string Describe(Identity identity, ProxySelection proxy) => SR.Format(
        CommandMessages.ConnectionChosen,
        identity.AppSecret is null ? CommandMessages.TokenChosen : CommandMessages.AppChosen,
        identity.Source,
        identity.UserId,
        identity.UserIdSource,
        Address.Endpoint.GetLeftPart(UriPartial.Authority),
        Address.Source,
        ProxyChoice.Describe(proxy));

    private static string LanguageOfCulture() => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh" ? "zh-CN" : "en-US";
}
