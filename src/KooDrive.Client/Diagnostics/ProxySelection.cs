using System;
using KooDrive.Client.Http;

namespace KooDrive.Client.Diagnostics;

/// <summary>The proxy between the client and the service, as the transport chooses it.</summary>
/// <param name="Address">Its address; null for none.</param>
/// <param name="Description">Its address and who has named it, as part of a sentence; for none, a sentence that says why.</param>
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

    // Without the user name and password that the environment's address may contain.
    private static ProxySelection Named(string description, Uri address) =>
        new(address, SR.Format(description, address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)));
}
