using System;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace KooDrive.TestServer;

/// <summary>Self-signed certificates.</summary>
public static class TestCertificate
{
    /// <summary>Creates a certificate.</summary>
    /// <param name="host">The name that it is for; null for 127.0.0.1.</param>
    /// <param name="validFor">How long from now it is valid; negative when it has expired.</param>
    /// <param name="commonName">The common name of its subject and issuer.</param>
    /// <returns>The certificate with its key.</returns>
    public static X509Certificate2 Create(string? host = null, TimeSpan? validFor = null, string commonName = "koodrive-test")
    {
        using var key = RSA.Create(2048);
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCommonName(commonName);
        var request = new CertificateRequest(subject.Build(), key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        if (host is null)
            names.AddIpAddress(IPAddress.Loopback);
        else
            names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        var now = DateTimeOffset.UtcNow;
        using var certificate = request.CreateSelfSigned(now.AddDays(-10), now + (validFor ?? TimeSpan.FromDays(10)));

        // Through the bytes of a file: Windows does not accept an ephemeral key for TLS.
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
    }
}
