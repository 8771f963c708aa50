using System;
using System.Linq;
using KooDrive.Client;

namespace KooDrive.PowerShell.Sessions;

/// <summary>The endpoint of a session, and its source.</summary>
/// <param name="Endpoint">Scheme, host and port.</param>
/// <param name="Source">Its source, for messages.</param>
internal sealed record ServiceAddress(Uri Endpoint, string Source)
{
    /// <summary>The endpoint that was passed, else that of the environment, else the international service.</summary>
    /// <exception cref="ArgumentException">
    /// It is not HTTPS and not this computer, or it is not just scheme, host and port.
    /// </exception>
    public static ServiceAddress Choose(Uri? endpoint)
    {
        if (endpoint is not null)
            return new(Require(endpoint, "-Endpoint"), "-Endpoint");
        return EnvironmentVariable.Read(EnvironmentVariable.Endpoint) is { } text
            ? new(Require(Parse(text), EnvironmentVariable.Endpoint), EnvironmentVariable.Endpoint)
            : new(KooDriveClientOptions.InternationalEndpoint, CommandMessages.DefaultSource);
    }

    /// <summary>The endpoint of the sandbox.</summary>
    public static ServiceAddress OfSandbox() => new(SandboxFactory.Endpoint, CommandMessages.SandboxSource);

    private static Uri? Parse(string text) => Uri.TryCreate(text, UriKind.Absolute, out var endpoint) ? endpoint : null;

    private static Uri Require(Uri? endpoint, string source)
    {
        if (endpoint is not { IsAbsoluteUri: true } || (endpoint.Scheme != Uri.UriSchemeHttps && endpoint.Scheme != Uri.UriSchemeHttp))
            throw new ArgumentException(SR.Format(CommandMessages.EndpointNotAnAddress, source));
        bool isServerOnly = endpoint.IsServerOnly();

        // The host of "https://pass/word@host" is part of a password.
        if (endpoint.UserInfo.Length > 0 || (!isServerOnly && endpoint.OriginalString.Any(character => character == '@')))
            throw new ArgumentException(SR.Format(CommandMessages.EndpointWithUser, source));
        if (!isServerOnly)
            throw new ArgumentException(SR.Format(CommandMessages.EndpointWithPath, source, endpoint.GetLeftPart(UriPartial.Authority)));
        if (endpoint.Scheme == Uri.UriSchemeHttp && !endpoint.IsLoopback)
            throw new ArgumentException(SR.Format(CommandMessages.EndpointNotHttps, source));
        return endpoint;
    }
}
