using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace KooDrive.Diagnostics;

/// <summary>Judges a certificate as the session would, and remembers what it has seen.</summary>
internal sealed class CertificateWitness(KooDriveClientOptions options)
{
    private const SslProtocols Tls13 = (SslProtocols)12288; // Without a name in netstandard2.0.

    private string _certificate = "no certificate";
    private string[] _faults = [];

    /// <summary>The protocol that was agreed on; null when that is not known.</summary>
    public SslProtocols? Protocol { get; set; }

    /// <summary>The certificate has been refused.</summary>
    public bool HasRefused { get; private set; }

    /// <summary>For <see cref="SslStream"/> and what works like it.</summary>
    public bool Judge(object _, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is not null)
        {
            using var details = new X509Certificate2(certificate);
            _certificate = $"certificate \"{details.Subject}\", issued by \"{details.Issuer}\", valid until {Text(details.NotAfter)}";
            _faults = [.. Faults(details, chain, errors)];
        }

        HasRefused = errors != SslPolicyErrors.None && !options.SkipCertificateCheck;
        return !HasRefused;
    }

    /// <summary>What was seen.</summary>
    public override string ToString()
    {
        string protocol = Protocol switch
        {
            null => "TLS",
            SslProtocols.Tls12 => "TLS 1.2",
            Tls13 => "TLS 1.3",
            { } other => other.ToString(),
        };
        string trust = _faults.Length == 0 ? string.Empty
            : HasRefused ? $". Not trusted: {string.Join("; ", _faults)}"
            : $". Accepted because of -SkipCertificateCheck only: {string.Join("; ", _faults)}";
        return $"{protocol}, {_certificate}{trust}.";
    }

    private IEnumerable<string> Faults(X509Certificate2 certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if ((errors & SslPolicyErrors.RemoteCertificateNameMismatch) != 0)
            yield return $"it is for {certificate.GetNameInfo(X509NameType.DnsName, forIssuer: false)}, not for {options.Endpoint.IdnHost}";
        if ((errors & SslPolicyErrors.RemoteCertificateChainErrors) == 0)
            yield break;
        DateTime now = DateTime.Now; // Not the session's clock: it is the system's that the platform judges by.
        foreach (var status in chain!.ChainStatus.Select(status => status.Status).Distinct())
        {
            yield return status switch
            {
                X509ChainStatusFlags.NotTimeValid => certificate.NotAfter < now
                    ? $"it has expired; this computer's clock shows {Text(now)}"
                    : $"it is valid from {Text(certificate.NotBefore)} only; this computer's clock shows {Text(now)}",
                X509ChainStatusFlags.UntrustedRoot or X509ChainStatusFlags.PartialChain =>
                    "its issuer is not among this computer's trusted root certificates",
                var other => other.ToString(),
            };
        }
    }

    private static string Text(DateTime time) => time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
