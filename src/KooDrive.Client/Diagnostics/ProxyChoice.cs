using System;
using KooDrive.Http;

namespace KooDrive.Diagnostics;

/// <summary>The proxy between the client and the service, as the transport chooses it.</summary>
/// <param name="Address">Where it is; null for none.</param>
/// <param name="Reason">Why it is that one, or none.</param>
internal sealed record ProxyChoice(Uri? Address, string Reason)
{
    public static ProxyChoice Of(KooDriveClientOptions options)
    {
        if (!options.UseProxy)
            return new ProxyChoice(null, "-NoProxy was given");
        if (options.Proxy is not null)
            return new ProxyChoice(options.Proxy, "named by -Proxy");
        var environment = Transport.DefaultProxy;
        return environment is not null && !environment.IsBypassed(options.Endpoint)
            && environment.GetProxy(options.Endpoint) is { } address && address != options.Endpoint
                ? new ProxyChoice(address, "named by the environment: HTTPS_PROXY, ALL_PROXY or the system's settings")
                : new ProxyChoice(null, "the environment names none for this address");
    }

    /// <summary>The address without the user name and password that the environment may have put into it.</summary>
    public override string ToString() => Address?.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped) ?? string.Empty;
}
