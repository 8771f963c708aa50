using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;

namespace KooDrive.Client.Http;

/// <content>As SocketsHttpHandler of .NET reports them.</content>
internal static partial class NetworkErrors
{
    /// <summary>
    /// It failed before there was a connection. A cancellation that is neither the caller's nor the operation time-out is the
    /// connection time-out.
    /// </summary>
    public static bool IsUnsent(Exception exception) => exception is OperationCanceledException or HttpRequestException
    {
        HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
    };

    /// <summary>The proxy has refused to open a tunnel (HTTP 407).</summary>
    public static bool IsProxyAuthentication(Exception exception) =>
        exception is HttpRequestException { StatusCode: HttpStatusCode.ProxyAuthenticationRequired };

    /// <summary>The name does not exist. A name server that does not respond is a different error, which is transient.</summary>
    public static bool IsUnknownHost(Exception exception) =>
        SocketErrorOf(exception)?.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData;

    /// <summary>The peer does not use TLS, or no version and cipher that this computer supports.</summary>
    public static bool IsTlsHandshake(Exception exception) =>
        !IsCertificate(exception) && Chain(exception).Any(e => e is AuthenticationException);

    private static bool IsTrustFailure(Exception exception) => exception is UntrustedCertificateException;

    // When a connection fails, the outer exception names host and port; otherwise it only says that something failed.
    private static Exception MostSpecific(Exception exception) =>
        exception is HttpRequestException request && NamesHost(request.HttpRequestError) ? exception : Chain(exception).Last();

    private static bool NamesHost(HttpRequestError error) =>
        error is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.ProxyTunnelError;
}
