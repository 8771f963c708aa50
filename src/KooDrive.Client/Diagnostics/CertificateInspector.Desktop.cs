namespace KooDrive.Client.Diagnostics;

/// <content>On .NET Framework.</content>
internal sealed partial class CertificateInspector
{
    /// <summary>The host that the certificate must be for: not known, but its HTTP handler has no https:// proxies.</summary>
    private static string? HostOf(object _) => null;
}
