using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace KooDrive.TestServer;

/// <summary>One request that a <see cref="FakeProxy"/> has received.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Target">The request target: an absolute address; <c>host:port</c> for CONNECT.</param>
/// <param name="ProxyAuthorization">The <c>Proxy-Authorization</c> header; null when it is absent.</param>
/// <param name="Headers">All headers.</param>
public sealed record ProxiedRequest(
    string Method, string Target, string? ProxyAuthorization, IReadOnlyList<KeyValuePair<string, string>> Headers);

/// <summary>
/// A forward proxy for <c>http://</c> on a loopback port, with optional Basic authentication. It opens no tunnels.
/// </summary>
public sealed class FakeProxy : IAsyncDisposable
{
    private static readonly string[] HopByHop =
        [
            "Connection", "Keep-Alive", "Proxy-Connection", "Proxy-Authenticate", "Proxy-Authorization",
            "TE", "Trailer", "Transfer-Encoding", "Upgrade",
        ];

    private readonly ConcurrentQueue<ProxiedRequest> _requests = new();
    private readonly HttpMessageInvoker _client;
    private readonly string? _authorization;
    private LoopbackHost? _host;

    private FakeProxy(NetworkCredential? credential)
    {
        _client = new HttpMessageInvoker(
            new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, ActivityHeadersPropagator = null });
        if (credential is not null)
            _authorization = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{credential.UserName}:{credential.Password}"));
    }

    /// <summary>The proxy's address: <c>http://127.0.0.1:port/</c>.</summary>
    public Uri Address => _host!.Address;

    /// <summary>The requests so far, refused ones included.</summary>
    public IReadOnlyList<ProxiedRequest> Requests => [.. _requests];

    /// <summary>Opens a proxy.</summary>
    /// <param name="credential">The accepted credentials; null if none are required.</param>
    public static async Task<FakeProxy> StartAsync(NetworkCredential? credential = null)
    {
        var proxy = new FakeProxy(credential);
        proxy._host = await LoopbackHost.StartAsync(proxy.ServeAsync, next => next).ConfigureAwait(false);
        return proxy;
    }

    /// <summary>Closes the proxy.</summary>
    public async ValueTask DisposeAsync()
    {
        await _host!.DisposeAsync().ConfigureAwait(false);
        _client.Dispose();
    }

    private async Task ServeAsync(HttpContext context)
    {
        string target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        string? authorization = context.Request.Headers["Proxy-Authorization"].SingleOrDefault();
        var headers = context.Request.Headers.SelectMany(header =>
            header.Value.Select(value => KeyValuePair.Create(header.Key, value ?? string.Empty))).ToArray();
        _requests.Enqueue(new ProxiedRequest(context.Request.Method, target, authorization, headers));

        if (_authorization is not null && authorization != _authorization)
        {
            context.Response.StatusCode = StatusCodes.Status407ProxyAuthenticationRequired;
            context.Response.Headers["Proxy-Authenticate"] = "Basic realm=\"proxy\"";
        }
        else if (target.StartsWith("http://", StringComparison.Ordinal))
        {
            await ForwardAsync(context, target, headers).ConfigureAwait(false);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status501NotImplemented;
        }
    }

    private async Task ForwardAsync(HttpContext context, string target, IEnumerable<KeyValuePair<string, string>> headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), target);
        if (context.Request.ContentLength is not null || context.Request.Headers.TransferEncoding.Count > 0)
            request.Content = new StreamContent(context.Request.Body);
        foreach (var header in headers.Where(header => !IsHopByHop(header.Key)))
        {
            if (!request.Headers.TryAddWithoutValidation(header.Key, header.Value))
                request.Content?.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        using var response = await _client.SendAsync(request, context.RequestAborted).ConfigureAwait(false);
        context.Response.StatusCode = (int)response.StatusCode;
        var returned = response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated);
        foreach (var header in returned.Where(header => !IsHopByHop(header.Key)))
            context.Response.Headers[header.Key] = header.Value.ToArray();
        await response.Content.CopyToAsync(context.Response.Body, context.RequestAborted).ConfigureAwait(false);
    }

    private static bool IsHopByHop(string name) => HopByHop.Contains(name, StringComparer.OrdinalIgnoreCase);
}
