using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using KooDrive.Client.Http;

namespace KooDrive.Client.Diagnostics;

/// <summary>Validates a certificate as the session does, and describes it.</summary>
/// <param name="host">The host of the service.</param>
/// <param name="acceptsAny">True to accept any certificate.</param>
internal sealed partial class CertificateInspector(string host, bool acceptsAny)
{
    // Formatted later: the transport validates certificates outside the caller's execution context, and so without its language.
    private Func<string, string> _certificate = protocol => SR.Format(ClientMessages.TlsNoCertificate, protocol);
    private Func<string>[] _faults = [];

    /// <summary>The protocol that was agreed on; null when that is not known.</summary>
    public SslProtocols? Protocol { get; set; }

    /// <summary>The certificate has been refused.</summary>
    public bool HasRefused { get; private set; }

    /// <summary>The callback for <see cref="SslStream"/> and the HTTP handlers.</summary>
    public bool Validate(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is not null)
        {
            using var details = new X509Certificate2(certificate);
            (string subject, string issuer, string end) =
                (TerminalText.Line(details.Subject), TerminalText.Line(details.Issuer), Utc(details.NotAfter));
            _certificate = protocol => SR.Format(ClientMessages.TlsCertificate, protocol, subject, issuer, end);
            _faults = [.. Faults(details, chain, errors, HostOf(sender) ?? host)];
        }

        HasRefused = errors != SslPolicyErrors.None && !acceptsAny;
        return !HasRefused;
    }

    /// <summary>The protocol, the certificate and its faults.</summary>
    public override string ToString()
    {
        string protocol = Protocol switch
        {
            null => "TLS",
            SslProtocols.Tls12 => "TLS 1.2",
            (SslProtocols)12288 => "TLS 1.3",
            { } other => other.ToString(),
        };
        string certificate = _certificate(protocol);
        if (_faults.Length == 0)
            return certificate;
        string faults = string.Join(ClientMessages.CertificateFaultSeparator, _faults.Select(fault => fault()));
        return certificate + " " + SR.Format(HasRefused ? ClientMessages.TlsNotTrusted : ClientMessages.TlsAcceptedUnchecked, faults);
    }

    private static IEnumerable<Func<string>> Faults(
        X509Certificate2 certificate, X509Chain? chain, SslPolicyErrors errors, string peer)
    {
        if ((errors & SslPolicyErrors.RemoteCertificateNameMismatch) != 0)
        {
            string name = TerminalText.Line(certificate.GetNameInfo(X509NameType.DnsName, forIssuer: false));
            yield return () => SR.Format(ClientMessages.CertificateOfOtherHost, name, peer);
        }

        if ((errors & SslPolicyErrors.RemoteCertificateChainErrors) == 0)
            yield break;
        (DateTime begin, DateTime end) = (certificate.NotBefore, certificate.NotAfter);
        DateTime now = DateTime.Now; // Not the session's clock: the platform validates by the system's.
        foreach (var status in chain!.ChainStatus.Select(status => status.Status).Distinct())
        {
            yield return status switch
            {
                X509ChainStatusFlags.NotTimeValid => end < now
                    ? () => SR.Format(ClientMessages.CertificateExpired, Utc(now))
                    : () => SR.Format(ClientMessages.CertificateNotYetValid, Utc(begin), Utc(now)),
                X509ChainStatusFlags.UntrustedRoot or X509ChainStatusFlags.PartialChain => () => ClientMessages.CertificateIssuerUnknown,
                var other => other.ToString,
            };
        }
    }

    private static string Utc(DateTime time) => time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
