using System;

namespace KooDrive.PowerShell.Sessions;

/// <summary>What may be an address of the service.</summary>
internal static class ServiceAddress
{
    /// <exception cref="ArgumentException">Credentials would travel in the clear, or it is more or less than scheme, host and port.</exception>
    public static Uri Require(Uri endpoint)
    {
        if (!endpoint.IsAbsoluteUri || (endpoint.Scheme != Uri.UriSchemeHttps && endpoint.Scheme != Uri.UriSchemeHttp))
            throw new ArgumentException(CommandMessages.EndpointNotAnAddress);
        if (endpoint.UserInfo.Length > 0)
            throw new ArgumentException(CommandMessages.EndpointWithUser);
        if (endpoint.AbsolutePath != "/" || endpoint.Query.Length > 0 || endpoint.Fragment.Length > 0)
            throw new ArgumentException(SR.Format(CommandMessages.EndpointWithPath, endpoint.GetLeftPart(UriPartial.Authority)));
        if (endpoint.Scheme == Uri.UriSchemeHttp && !endpoint.IsLoopback)
            throw new ArgumentException(CommandMessages.EndpointNotHttps);
        return endpoint;
    }

    /// <summary>Reads an address that was not typed as a parameter.</summary>
    /// <exception cref="ArgumentException">The text is no such address.</exception>
    public static Uri Parse(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var endpoint) ? Require(endpoint) : throw new ArgumentException(CommandMessages.EndpointVariableNotAnAddress);
}
