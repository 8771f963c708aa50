using System;
using System.Linq;
using System.Net;
using System.Security.Authentication;

namespace KooDrive.Client.Http;

/// <content>As HttpWebRequest of .NET Framework reports them: HttpRequestException, WebException, and sometimes the cause.</content>
internal static partial class NetworkErrors
{
    /// <summary>It failed before there was a connection.</summary>
    public static bool IsUnsent(Exception exception) => StatusOf(exception) is WebExceptionStatus.NameResolutionFailure
        or WebExceptionStatus.ConnectFailure or WebExceptionStatus.ProxyNameResolutionFailure or WebExceptionStatus.SecureChannelFailure
        or WebExceptionStatus.TrustFailure;

    /// <summary>The proxy has refused to open a tunnel (HTTP 407).</summary>
    public static bool IsProxyAuthentication(Exception exception) => Chain(exception).OfType<WebException>().Any(
        e => e.Response is HttpWebResponse { StatusCode: HttpStatusCode.ProxyAuthenticationRequired });

    /// <summary>The name does not exist, or no name server responds: this platform does not distinguish them.</summary>
    public static bool IsUnknownHost(Exception exception) =>
        StatusOf(exception) is WebExceptionStatus.NameResolutionFailure or WebExceptionStatus.ProxyNameResolutionFailure;

    /// <summary>Always false: on this platform, a reset during the handshake looks the same, and is transient.</summary>
    public static bool IsTlsHandshake(Exception _) => false;

    private static bool IsTrustFailure(Exception exception) =>
        exception is AuthenticationException or WebException { Status: WebExceptionStatus.TrustFailure };

    // The outer exceptions say "An error occurred while sending the request" and "Unable to connect to the remote server".
    private static Exception MostSpecific(Exception exception) =>
        (Exception?)SocketErrorOf(exception) ?? Chain(exception).OfType<WebException>().LastOrDefault() ?? Chain(exception).Last();

    private static WebExceptionStatus? StatusOf(Exception exception) => Chain(exception).OfType<WebException>().FirstOrDefault()?.Status;
}
