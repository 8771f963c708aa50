using System;
using System.Net;

namespace KooDrive.PowerShell.Sessions;

/// <summary>The proxy of a session, and its source.</summary>
/// <param name="Address">The proxy's address, without user name and password; null for the one that the environment names.</param>
/// <param name="Credential">Its credentials; null for none.</param>
/// <param name="IsWanted">False for no proxy.</param>
internal sealed record ProxyChoice(Uri? Address, NetworkCredential? Credential, bool IsWanted)
{
    private static readonly string[] Variables = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"];

    /// <exception cref="ArgumentException">The parameters contradict each other, or the address is not valid for a proxy.</exception>
    public static ProxyChoice Choose(Uri? address, NetworkCredential? credential, bool noProxy)
    {
        if (noProxy && (address is not null || credential is not null))
            throw new ArgumentException(CommandMessages.ProxyContradiction);
        return address is null ? new(null, credential, !noProxy) : OfAddress(address, credential);
    }

    /// <summary>Describes it for messages. Reads the environment's proxy settings.</summary>
    public string Describe(Uri endpoint)
    {
        if (!IsWanted)
            return CommandMessages.NoProxyChosen;
        if (endpoint.Scheme == Uri.UriSchemeHttp && Address?.IsLoopback != true)
            return CommandMessages.NoProxyToThisComputer;
        if (Address is not null)
            return SR.Format(CommandMessages.ProxyChosen, Address.GetLeftPart(UriPartial.Authority), "-Proxy");
        var proxy = WebRequest.DefaultWebProxy;
        return proxy is null || proxy.IsBypassed(endpoint) || proxy.GetProxy(endpoint) is not { } address || address == endpoint
            ? CommandMessages.NoProxyInEnvironment
            : SR.Format(CommandMessages.ProxyChosen, WithoutUser(address).GetLeftPart(UriPartial.Authority), SourceOf(address));
    }

    // The variable, or the system's settings.
    private static string SourceOf(Uri address) =>
        Array.Find(
            Variables, name => EnvironmentVariable.Read(name)?.Contains(address.Authority, StringComparison.OrdinalIgnoreCase) == true)
            ?? CommandMessages.SystemSource;

    // A user name and password in the address become a credential: error messages quote addresses.
    private static ProxyChoice OfAddress(Uri address, NetworkCredential? credential)
    {
        // "proxy.example.com:8080" is also an absolute address, with the scheme "proxy.example.com"; so is "user:password".
        if (!address.IsAbsoluteUri || address.Host.Length == 0)
            throw new ArgumentException(CommandMessages.ProxyWithoutScheme);
        if (address.Scheme is not ("http" or "https" or "socks4" or "socks4a" or "socks5"))
            throw new ArgumentException(
                SR.Format(CommandMessages.ProxyOfWrongScheme, WithoutUser(address).GetLeftPart(UriPartial.Authority)));
        if (address.UserInfo.Length == 0)
            return new(address, credential, IsWanted: true);
        string[] parts = address.UserInfo.Split([':'], 2);
        credential ??= new NetworkCredential(
            Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : string.Empty);
        return new(WithoutUser(address), credential, IsWanted: true);
    }

    private static Uri WithoutUser(Uri address) => new UriBuilder(address) { UserName = string.Empty, Password = string.Empty }.Uri;
}
