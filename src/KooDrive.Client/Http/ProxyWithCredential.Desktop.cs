using System;
using System.Net;

namespace KooDrive.Client.Http;

/// <summary>The environment's proxy, with the session's credential.</summary>
internal sealed class ProxyWithCredential(IWebProxy proxy, ICredentials credential) : IWebProxy
{
    public ICredentials? Credentials { get; set; } = credential;

    public Uri? GetProxy(Uri destination) => proxy.GetProxy(destination);

    public bool IsBypassed(Uri host) => proxy.IsBypassed(host);
}
