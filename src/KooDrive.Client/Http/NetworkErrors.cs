using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Sockets;

namespace KooDrive.Client.Http;

/// <summary>Interprets the platform's exceptions. They are nested differently on each runtime, so all levels are examined.</summary>
internal static partial class NetworkErrors
{
    /// <summary>
    /// A retry cannot help: untrusted certificate, no common TLS, unknown host, or a proxy that requires credentials.
    /// </summary>
    public static bool IsLasting(Exception exception) =>
        IsCertificate(exception) || IsTlsHandshake(exception) || IsUnknownHost(exception) || IsProxyAuthentication(exception);

    /// <summary>The certificate is not trusted.</summary>
    public static bool IsCertificate(Exception exception) => Chain(exception).Any(IsTrustFailure);

    /// <summary>The message of the most specific exception, without a full stop.</summary>
    public static string Reason(Exception exception) => WithoutFullStop(MostSpecific(exception).Message);

    /// <summary>A text of others without the full stop at its end, or before the code in parentheses that .NET appends.</summary>
    public static string WithoutFullStop(string text) => text.TrimEnd('.', '。', ' ').Replace(". (", " (");

    private static IEnumerable<Exception> Chain(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
            yield return exception;
    }

    private static SocketException? SocketErrorOf(Exception exception) => Chain(exception).OfType<SocketException>().FirstOrDefault();
}
