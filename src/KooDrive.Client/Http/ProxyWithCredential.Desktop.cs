using System;
using System.Net;

namespace KooDrive.Client.Http;

/// <summary>Somebody else's proxy, with a credential of one's own.</summary>
internal sealed class ProxyWithCredential(IWebProxy proxy, ICredentials credential) : IWebProxy
{
    public ICredentials? Credentials { get; set; } = credential;

    public Uri? GetProxy(Uri destination) => proxy.GetProxy(destination);

    public bool IsBypassed(Uri host) => proxy.IsBypassed(host);
}
