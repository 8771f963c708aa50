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
/// What the shipped Desktop client makes of exceptions nested as .NET Framework nests them: HttpRequestException, WebException, and
/// sometimes what caused it. Mono nests them otherwise. The assembly is loaded on .NET, which forwards the types that it refers to.
/// </summary>
[Trait("Acceptance", "36")]
public sealed class DesktopNetworkErrorTests
{
    private static readonly Type NetworkErrors = new AssemblyLoadContext("Desktop")
        .LoadFromAssemblyPath(Path.Combine(StagedModule.Dependencies("Desktop"), "KooDrive.Client.dll"))
        .GetType("KooDrive.Client.Http.NetworkErrors", throwOnError: true)!;

    // As referencesource's Connection, ServicePoint and TlsStream make them.
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
    public void A_certificate_that_nobody_trusts_is_lasting_however_deep_it_lies()
    {
        Assert.True(Says("IsCertificate", Untrusted) && Says("IsLasting", Untrusted) && Says("IsUnsent", Untrusted));
        Assert.True(Says("IsLasting", InRequest(InRequest(Untrusted))));
        Assert.True(
            Says("IsLasting", InRequest(new WebException("The underlying connection was closed.", WebExceptionStatus.TrustFailure))));
        Assert.True(Says("IsLasting", InRequest(new IOException("The handshake failed.", new AuthenticationException("No trust.")))));
    }

    /// <summary>A reset in the handshake and a refused one have the same shape, so that both are tried again.</summary>
    [Fact]
    public void A_handshake_that_fails_is_unsent_and_may_pass()
    {
        Assert.True(Says("IsUnsent", Handshake));
        Assert.False(Says("IsCertificate", Handshake) || Says("IsLasting", Handshake));
        Assert.Equal("The request was aborted: Could not create SSL/TLS secure channel", Reason(Handshake));
    }

    [Fact]
    public void A_connection_that_fails_is_told_in_the_words_of_the_socket()
    {
        Assert.True(Says("IsUnsent", Refused));
        Assert.False(Says("IsLasting", Refused));
        Assert.Equal(new SocketException((int)SocketError.ConnectionRefused).Message.TrimEnd('.'), Reason(Refused));
        Assert.False(Says("IsUnsent", Closed) || Says("IsLasting", Closed));
        Assert.Equal(new SocketException((int)SocketError.ConnectionReset).Message.TrimEnd('.'), Reason(Closed));
    }

    /// <summary>.NET Framework keeps to itself what the name server said, or that it said nothing.</summary>
    [Fact]
    public void A_name_that_cannot_be_resolved_is_lasting()
    {
        Assert.True(Says("IsUnsent", Unresolved) && Says("IsUnknownHost", Unresolved) && Says("IsLasting", Unresolved));
        Assert.Equal("The remote name could not be resolved: 'koodrive.invalid'", Reason(Unresolved));
    }

    [Fact]
    public void No_reason_is_what_the_outermost_exception_says() =>
        Assert.All(
            [Untrusted, Handshake, Refused, Unresolved, Closed],
            exception => Assert.DoesNotContain("An error occurred", Reason(exception), StringComparison.Ordinal));

    private static HttpRequestException InRequest(Exception inner) => new("An error occurred while sending the request.", inner);

    private static bool Says(string method, Exception exception) => (bool)Call(method, exception);

    private static string Reason(Exception exception) => (string)Call("Reason", exception);

    private static object Call(string method, Exception exception) =>
        NetworkErrors.GetMethods(BindingFlags.Static | BindingFlags.Public).Single(candidate => candidate.Name == method)
            .Invoke(null, [exception])!;
}
