using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Reflection;
using System.Runtime.Loader;
using System.Security.Authentication;

namespace KooDrive.PowerShell.Tests;

/// <summary>
/// The shipped Desktop client with exceptions nested as in .NET Framework: HttpRequestException, WebException, and sometimes the
/// cause. Mono nests them differently. The assembly is loaded on .NET, which forwards the types that it refers to.
/// </summary>
[Trait("Acceptance", "36")]
public sealed class DesktopNetworkErrorTests
{
    private static readonly Type NetworkErrors = new AssemblyLoadContext("Desktop")
        .LoadFromAssemblyPath(Path.Combine(StagedModule.Dependencies("Desktop"), "KooDrive.Client.dll"))
        .GetType("KooDrive.Client.Http.NetworkErrors", throwOnError: true)!;

    // As created by Connection, ServicePoint and TlsStream in the reference source.
    private static Exception Untrusted => InRequest(new WebException(
        "The underlying connection was closed: Could not establish trust relationship for the SSL/TLS secure channel.",
        new AuthenticationException("The remote certificate is invalid according to the validation procedure."),
        WebExceptionStatus.TrustFailure, response: null));

    private static Exception Handshake => InRequest(new WebException(
        "The request was aborted: Could not create SSL/TLS secure channel.", WebExceptionStatus.SecureChannelFailure));

    private static Exception Refused => InRequest(new WebException(
        "Unable to connect to the remote server", new SocketException((int)SocketError.ConnectionRefused),
        WebExceptionStatus.ConnectFailure, response: null));

    private static Exception Unresolved => InRequest(new WebException(
        "The remote name could not be resolved: 'koodrive.invalid'", WebExceptionStatus.NameResolutionFailure));

    private static Exception Closed => InRequest(new WebException(
        "The underlying connection was closed: An unexpected error occurred on a receive.",
        new IOException("Unable to read data from the transport connection.", new SocketException((int)SocketError.ConnectionReset)),
        WebExceptionStatus.ReceiveFailure,
        response: null));

    [Fact]
    public void An_untrusted_certificate_is_permanent_at_any_depth()
    {
        Assert.True(Check("IsCertificate", Untrusted) && Check("IsLasting", Untrusted) && Check("IsUnsent", Untrusted));
        Assert.True(Check("IsLasting", InRequest(InRequest(Untrusted))));
        Assert.True(
            Check("IsLasting", InRequest(new WebException("The underlying connection was closed.", WebExceptionStatus.TrustFailure))));
        Assert.True(Check("IsLasting", InRequest(new IOException("The handshake failed.", new AuthenticationException("No trust.")))));
    }

    /// <summary>A reset in the handshake and a refused one look the same, so both are retried.</summary>
    [Fact]
    public void A_failed_handshake_is_unsent_and_transient()
    {
        Assert.True(Check("IsUnsent", Handshake));
        Assert.False(Check("IsCertificate", Handshake) || Check("IsLasting", Handshake));
        Assert.Equal("The request was aborted: Could not create SSL/TLS secure channel", Reason(Handshake));
    }

    [Fact]
    public void A_failed_connection_has_the_message_of_the_socket()
    {
        Assert.True(Check("IsUnsent", Refused));
        Assert.False(Check("IsLasting", Refused));
        Assert.Equal(new SocketException((int)SocketError.ConnectionRefused).Message.TrimEnd('.'), Reason(Refused));
        Assert.False(Check("IsUnsent", Closed) || Check("IsLasting", Closed));
        Assert.Equal(new SocketException((int)SocketError.ConnectionReset).Message.TrimEnd('.'), Reason(Closed));
    }

    /// <summary>.NET Framework does not report what the name server returned, or that it did not respond.</summary>
    [Fact]
    public void A_name_that_cannot_be_resolved_is_permanent()
    {
        Assert.True(Check("IsUnsent", Unresolved) && Check("IsUnknownHost", Unresolved) && Check("IsLasting", Unresolved));
        Assert.Equal("The remote name could not be resolved: 'koodrive.invalid'", Reason(Unresolved));
    }

    [Fact]
    public void The_reason_is_never_the_message_of_the_outermost_exception() =>
        Assert.All(
            [Untrusted, Handshake, Refused, Unresolved, Closed],
            exception => Assert.DoesNotContain("An error occurred", Reason(exception), StringComparison.Ordinal));

    private static HttpRequestException InRequest(Exception inner) => new("An error occurred while sending the request.", inner);

    private static bool Check(string method, Exception exception) => (bool)Call(method, exception);

    private static string Reason(Exception exception) => (string)Call("Reason", exception);

    private static object Call(string method, Exception exception) =>
        NetworkErrors.GetMethods(BindingFlags.Static | BindingFlags.Public).Single(candidate => candidate.Name == method)
            .Invoke(null, [exception])!;
}
