using System;
using System.Net;
using KooDrive.Client.Diagnostics;

namespace KooDrive.PowerShell.Sessions;

/// <summary>The proxy settings of a session.</summary>
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

#pragma warning disable CS8524 // A source that is missing here does not compile (CS8509); a number without a name is no source.
    /// <summary>Describes the proxy that requests use, for messages.</summary>
    public static string Describe(ProxySelection proxy) => proxy.Source switch
    {
        ProxySource.Session => SR.Format(CommandMessages.ProxyChosen, proxy.Server, "-Proxy"),
        ProxySource.Environment => SR.Format(CommandMessages.ProxyChosen, proxy.Server, SourceOf(new Uri(proxy.Server!))),
        ProxySource.Disabled => CommandMessages.NoProxyChosen,
        ProxySource.NotForHttp => CommandMessages.NoProxyToThisComputer,
        ProxySource.NotSet => CommandMessages.NoProxyInEnvironment,
    };
#pragma warning restore CS8524

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
        if (!address.IsServerOnly())
            throw new ArgumentException(CommandMessages.AddressInvalid); // The path may be the end of a password with a slash.
        if (address.UserInfo.Length == 0)
            return new(address, credential, IsWanted: true);
        string[] parts = address.UserInfo.Split([':'], 2);
        credential ??= new NetworkCredential(
            Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : string.Empty);
        return new(WithoutUser(address), credential, IsWanted: true);
    }

    private static Uri WithoutUser(Uri address) => new UriBuilder(address) { UserName = string.Empty, Password = string.Empty }.Uri;
}
