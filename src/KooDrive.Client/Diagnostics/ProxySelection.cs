using System;
using KooDrive.Client.Http;

namespace KooDrive.Client.Diagnostics;

/// <summary>The proxy between the client and the service, as the transport chooses it.</summary>
public sealed class ProxySelection
{
    private ProxySelection(ProxySource source, Uri? address = null)
    {
        Source = source;
        Address = address;
    }

    /// <summary>Who has chosen the proxy, or why there is none.</summary>
    public ProxySource Source { get; }

    /// <summary>
    /// Scheme, host and port of the proxy, without the user name and password that its address may contain; null for none.
    /// </summary>
    public string? Server => Address?.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);

    /// <summary>Its address; null for none.</summary>
    internal Uri? Address { get; }

#pragma warning disable CS8524 // A source that is missing here does not compile (CS8509); a number without a name is no source.
    /// <summary>Its server and source, as part of a sentence; for none, a sentence that says why.</summary>
    internal string Description => Source switch
    {
        ProxySource.Session => SR.Format(ClientMessages.ProxyOfSession, Server),
        ProxySource.Environment => SR.Format(ClientMessages.ProxyOfEnvironment, Server),
        ProxySource.Disabled => ClientMessages.ProxyNotWanted,
        ProxySource.NotForHttp => ClientMessages.ProxyNotForHttp,
        ProxySource.NotSet => ClientMessages.ProxyNotNamed,
    };
#pragma warning restore CS8524

    internal static ProxySelection Of(KooDriveClientOptions options)
    {
        if (!options.UseProxy)
            return new(ProxySource.Disabled);
        if (PrimaryHandler.UsesNamedProxy(options))
            return new(ProxySource.Session, options.Proxy);
        if (!PrimaryHandler.UsesEnvironmentProxy(options))
            return new(ProxySource.NotForHttp);
        return PrimaryHandler.DefaultProxy is { } environment && !environment.IsBypassed(options.Endpoint)
            && environment.GetProxy(options.Endpoint) is { } address && address != options.Endpoint
                ? new(ProxySource.Environment, address)
                : new(ProxySource.NotSet);
    }
}
