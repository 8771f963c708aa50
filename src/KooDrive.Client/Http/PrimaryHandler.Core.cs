using System;
using System.Net;
using System.Net.Http;
using System.Net.Security;
using System.Security.Authentication;

namespace KooDrive.Client.Http;

/// <content>The one of .NET.</content>
internal static partial class PrimaryHandler
{
    /// <summary>The environment's proxy; null when there is none.</summary>
    public static IWebProxy? DefaultProxy => HttpClient.DefaultProxy;

    /// <summary>The versions of TLS to offer: the system's.</summary>
    public static SslProtocols TlsVersions => SslProtocols.None;

    /// <param name="options">The settings of the session.</param>
    /// <param name="validate">
    /// Decides whether a certificate is accepted; null to decide as the platform, or to accept all if the options say so.
    /// </param>
    public static SocketsHttpHandler Create(KooDriveClientOptions options, RemoteCertificateValidationCallback? validate = null)
    {
        bool usesNamedProxy = UsesNamedProxy(options);
        var handler = new SocketsHttpHandler
        {
            // No traceparent or baggage is sent to the service, and listeners in the process do not get the headers.
            ActivityHeadersPropagator = null,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = options.ConnectionTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            Proxy = usesNamedProxy ? new WebProxy(options.Proxy) { Credentials = options.ProxyCredential } : null,
            UseProxy = usesNamedProxy || UsesEnvironmentProxy(options),
            UseCookies = false,
        };
        if (options.Proxy is null)
            handler.DefaultProxyCredentials = options.ProxyCredential;
        handler.SslOptions.RemoteCertificateValidationCallback =
            validate ?? UntrustedCertificateException.ThrowIfUntrusted(options);
        return handler;
    }
}
