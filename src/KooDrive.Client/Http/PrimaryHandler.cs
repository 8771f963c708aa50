using System;

namespace KooDrive.Client.Http;

/// <summary>Makes the handler that the connections of a session live in.</summary>
internal static partial class PrimaryHandler
{
    /// <summary>Whether requests to the endpoint may go through the environment's proxy. Plain HTTP never leaves this computer.</summary>
    public static bool UsesEnvironmentProxy(KooDriveClientOptions options) =>
        options.UseProxy && options.Proxy is null && options.Endpoint.Scheme == Uri.UriSchemeHttps;

    /// <summary>Whether requests to the endpoint may go through the proxy that the options name; plain HTTP only when that is on this computer.</summary>
    public static bool UsesNamedProxy(KooDriveClientOptions options) =>
        options.UseProxy && options.Proxy is { } proxy && (options.Endpoint.Scheme == Uri.UriSchemeHttps || proxy.IsLoopback);
}
