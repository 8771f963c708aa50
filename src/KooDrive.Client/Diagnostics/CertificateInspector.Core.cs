using System.Net.Security;

namespace KooDrive.Client.Diagnostics;

/// <content>On .NET.</content>
internal sealed partial class CertificateInspector
{
    /// <summary>The host that the certificate must be for, which may be a proxy; null when it is not known.</summary>
    private static string? HostOf(object sender) => sender is SslStream { TargetHostName: { Length: > 0 } name } ? name : null;
}
