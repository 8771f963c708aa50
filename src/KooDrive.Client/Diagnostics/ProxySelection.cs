using System;
using KooDrive.Client.Http;

namespace KooDrive.Client.Diagnostics;

/// <summary>The proxy between the client and the service, as the transport chooses it.</summary>
/// <param name="Address">Where it is; null for none.</param>
/// <param name="Description">Where it is and who has named it, to stand in a sentence; for none, a sentence that says why.</param>
internal sealed record ProxySelection(Uri? Address, string Description)
{
    public static ProxySelection Of(KooDriveClientOptions options)
    {
        if (!options.UseProxy)
            return new ProxySelection(null, ClientMessages.ProxyNotWanted);
        if (options.Proxy is not null)
            return Named(ClientMessages.ProxyOfSession, options.Proxy);
        var environment = PrimaryHandler.DefaultProxy;
        return environment is not null && !environment.IsBypassed(options.Endpoint)
            && environment.GetProxy(options.Endpoint) is { } address && address != options.Endpoint
                ? Named(ClientMessages.ProxyOfEnvironment, address)
                : new ProxySelection(null, ClientMessages.ProxyNotNamed);
    }

    // Described without the user name and password that the environment may have put into the address.
    private static ProxySelection Named(string description, Uri address) =>
        new(address, SR.Format(description, address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)));
}
