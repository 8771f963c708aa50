using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Sockets;
using System.Security.Authentication;

namespace KooDrive.Client.Http;

/// <summary>What the platform's exceptions mean. They are nested differently on each runtime, so that all levels are looked at.</summary>
internal static partial class NetworkErrors
{
    /// <summary>Asking again cannot help: no trust, no such host, or a proxy that requires credentials.</summary>
    public static bool IsLasting(Exception exception) => IsCertificate(exception) || IsUnknownHost(exception) || IsProxyAuthentication(exception);

    /// <summary>No trustworthy TLS connection came about.</summary>
    public static bool IsCertificate(Exception exception) => Chain(exception).Any(e => e is AuthenticationException || IsTrustFailure(e));

    /// <summary>What happened, in the words of the part of the platform that knows it; without a full stop.</summary>
    public static string Reason(Exception exception) => Telling(exception).Message.TrimEnd('.', '。', ' ');

    private static IEnumerable<Exception> Chain(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
            yield return exception;
    }

    private static SocketException? SocketErrorOf(Exception exception) => Chain(exception).OfType<SocketException>().FirstOrDefault();
}
