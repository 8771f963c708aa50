using System.Net;
using System.Net.Http;
using System.Net.Security;
using System.Security.Authentication;

namespace KooDrive.Client.Http;

/// <content>The one of .NET Framework.</content>
internal static partial class PrimaryHandler
{
    // .NET Framework 4.7.2 has no name for it.
    private const SslProtocols Tls13 = (SslProtocols)12288;

    /// <summary>The environment's proxy; null when there is none.</summary>
    public static IWebProxy? DefaultProxy => WebRequest.DefaultWebProxy;

    /// <summary>The versions of TLS to offer; <see cref="SslProtocols.None"/> leaves them to the system.</summary>
    /// <remarks>
    /// Windows PowerShell leaves them to the system on recent systems only. On others, TLS 1.2 is set here, for these connections
    /// only: the process's setting belongs to the user and to all other modules.
    /// </remarks>
    public static SslProtocols TlsVersions => ServicePointManager.SecurityProtocol == SecurityProtocolType.SystemDefault
        ? SslProtocols.None
        : SslProtocols.Tls12 | ((SslProtocols)ServicePointManager.SecurityProtocol & Tls13);

    /// <param name="options">The settings of the session.</param>
    /// <param name="validate">
    /// Decides whether a certificate is accepted; null to decide as the platform, or to accept all if the options say so.
    /// </param>
    public static HttpMessageHandler Create(KooDriveClientOptions options, RemoteCertificateValidationCallback? validate = null)
    {
        bool usesNamedProxy = UsesNamedProxy(options);
#pragma warning disable CA2000 // The handler around it disposes it.
        var handler = new HttpClientHandler
#pragma warning restore CA2000
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            MaxConnectionsPerServer = int.MaxValue, // As on .NET. The default is two.
            Proxy = usesNamedProxy ? new WebProxy(options.Proxy) { Credentials = options.ProxyCredential } : EnvironmentProxy(options),
            SslProtocols = TlsVersions,
            UseProxy = usesNamedProxy || UsesEnvironmentProxy(options),
            UseCookies = false,

            // Always set: otherwise, ServicePointManager.ServerCertificateValidationCallback decides, which a script may have set to
            // accept everything.
            ServerCertificateCustomValidationCallback = (request, certificate, chain, errors) =>
                validate?.Invoke(request, certificate, chain, errors) ?? (errors == SslPolicyErrors.None || options.SkipCertificateCheck),
        };
        return new CancellationHandler(handler);
    }

    // The handler's property for these credentials would set them for the whole process.
    private static ProxyWithCredential? EnvironmentProxy(KooDriveClientOptions options) =>
        options.ProxyCredential is { } credential && DefaultProxy is { } proxy ? new ProxyWithCredential(proxy, credential) : null;
}
