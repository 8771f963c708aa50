using System;
using System.Net;
using System.Net.Http;
using System.Net.Security;
using System.Security.Authentication;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;

namespace KooDrive.Client.Http;

/// <summary>
/// The connections of one client, made by <see cref="IHttpMessageHandlerFactory"/> and closed with it. There is no HttpClient around
/// them: nothing here needs its time-outs, its default headers or its buffers.
/// </summary>
internal sealed class Transport : IDisposable
{
    /// <summary>TLS 1.3, which has no name in .NET Framework 4.7.2.</summary>
    public const SslProtocols Tls13 = (SslProtocols)12288;

    private const string Name = "KooDrive";

    private readonly ServiceProvider _services;
    private readonly HttpMessageHandler _primary;
    private readonly HttpMessageInvoker _invoker;

    public Transport(KooDriveClientOptions options)
    {
#pragma warning disable CA5359 // The user has asked for it in so many words.
        _primary = options.PrimaryHandler ?? CreatePrimaryHandler(options, options.SkipCertificateCheck ? (_, _, _, _) => true : null);
#pragma warning restore CA5359
        var services = new ServiceCollection();
        services.AddHttpClient(Name)
            .ConfigurePrimaryHttpMessageHandler(() => _primary)
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan) // One handler a session; its connections age by themselves.
            .RemoveAllLoggers(); // They would see the headers.
        _services = services.BuildServiceProvider();
        _invoker = new HttpMessageInvoker(_services.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(Name), disposeHandler: false);
    }

    /// <summary>Sends a request; the answer's body is still on its way.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        _invoker.SendAsync(request, cancellationToken);

    /// <summary>The environment's proxy; null when there is none.</summary>
    public static IWebProxy? DefaultProxy =>
#if NET
        HttpClient.DefaultProxy;
#else
        WebRequest.DefaultWebProxy;
#endif

    public void Dispose()
    {
        _invoker.Dispose();
        _services.Dispose();
        _primary.Dispose();
    }

    /// <summary>The versions of TLS to offer; <see cref="SslProtocols.None"/> leaves them to the system.</summary>
    public static SslProtocols TlsVersions =>
#if NET
        SslProtocols.None;
#else
        // Windows PowerShell follows the system on new ones only. Elsewhere TLS 1.2 has to be asked for, and is here for these
        // connections alone: the process's own setting belongs to the user and to all other modules.
        ServicePointManager.SecurityProtocol == SecurityProtocolType.SystemDefault
            ? SslProtocols.None
            : SslProtocols.Tls12 | ((SslProtocols)ServicePointManager.SecurityProtocol & Tls13);
#endif

#if NET
    /// <param name="options">Where the service is and how to reach it.</param>
    /// <param name="judge">Decides whether a certificate is accepted; null for the platform's own judgement.</param>
    public static SocketsHttpHandler CreatePrimaryHandler(KooDriveClientOptions options, RemoteCertificateValidationCallback? judge)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = options.ConnectionTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            Proxy = ProxyOf(options),
            UseProxy = options.UseProxy,
            UseCookies = false,
        };
        if (options.Proxy is null)
            handler.DefaultProxyCredentials = options.ProxyCredential;
        handler.SslOptions.RemoteCertificateValidationCallback = judge;
        return handler;
    }

    private static WebProxy? ProxyOf(KooDriveClientOptions options) =>
        options.Proxy is { } address ? new WebProxy(address) { Credentials = options.ProxyCredential } : null;
#else
    /// <param name="options">Where the service is and how to reach it.</param>
    /// <param name="judge">Decides whether a certificate is accepted; null for the platform's own judgement.</param>
    public static HttpMessageHandler CreatePrimaryHandler(KooDriveClientOptions options, RemoteCertificateValidationCallback? judge)
    {
#pragma warning disable CA2000 // The handler around it disposes it.
        var handler = new HttpClientHandler
#pragma warning restore CA2000
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            MaxConnectionsPerServer = int.MaxValue, // As on .NET. Here it would be two.
            Proxy = ProxyOf(options),
            SslProtocols = TlsVersions,
            UseProxy = options.UseProxy,
            UseCookies = false,
        };
        if (judge is not null)
            handler.ServerCertificateCustomValidationCallback = (request, certificate, chain, errors) => judge(request, certificate, chain, errors);
        return new CancellationHandler(handler);
    }

    // The handler's own way to bring credentials to the environment's proxy would give them to the whole process.
    private static IWebProxy? ProxyOf(KooDriveClientOptions options) =>
        options.Proxy is { } address ? new WebProxy(address) { Credentials = options.ProxyCredential }
        : options.ProxyCredential is { } credential && DefaultProxy is { } proxy ? new ProxyWithCredential(proxy, credential)
        : null;
#endif
}
