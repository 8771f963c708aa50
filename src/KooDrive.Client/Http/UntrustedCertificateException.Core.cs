using System.Net.Security;
using System.Security.Authentication;
using KooDrive.Client.Diagnostics;

namespace KooDrive.Client.Http;

/// <summary>
/// The platform does not trust a certificate. Without this type, SocketsHttpHandler reports it like any other failure of TLS.
/// </summary>
internal sealed class UntrustedCertificateException : AuthenticationException
{
    private readonly CertificateInspector _certificate;

    private UntrustedCertificateException(CertificateInspector certificate) => _certificate = certificate;

    /// <summary>The certificate and why it is not trusted, in the language of the reader.</summary>
    public override string Message => _certificate.ToString();

    /// <summary>
    /// A callback for <see cref="SslStream"/> that leaves the decision to the platform, and throws this exception where it would
    /// return false.
    /// </summary>
    /// <param name="options">The settings of the session.</param>
    public static RemoteCertificateValidationCallback ThrowIfUntrusted(KooDriveClientOptions options) =>
        (sender, certificate, chain, errors) =>
        {
            if (errors == SslPolicyErrors.None)
                return true;
            var inspector = new CertificateInspector(options.Endpoint.IdnHost, options.SkipCertificateCheck);
            return inspector.Validate(sender, certificate, chain, errors) ? true : throw new UntrustedCertificateException(inspector);
        };
}
