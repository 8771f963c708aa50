using System;

namespace KooDrive.Client.Http;

/// <summary>Creates the handler with the connections of a session.</summary>
internal static partial class PrimaryHandler
{
    /// <summary>Whether requests to the endpoint may use the environment's proxy. Plain HTTP must not leave this computer.</summary>
    public static bool UsesEnvironmentProxy(KooDriveClientOptions options) =>
        options.UseProxy && options.Proxy is null && options.Endpoint.Scheme == Uri.UriSchemeHttps;

    /// <summary>
    /// Whether requests to the endpoint may use the proxy that the options name. Plain HTTP only uses a proxy on this computer.
    /// </summary>
    public static bool UsesNamedProxy(KooDriveClientOptions options) =>
        options.UseProxy && options.Proxy is { } proxy && (options.Endpoint.Scheme == Uri.UriSchemeHttps || proxy.IsLoopback);
}
