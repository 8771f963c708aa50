using System;
using System.Net;
using System.Net.Http;
using System.Threading;
using Microsoft.Extensions.DependencyInjection;

namespace KooDrive.Http;

/// <summary>The connections of one client, made by <see cref="IHttpClientFactory"/> and closed with it.</summary>
internal sealed class Transport : IDisposable
{
    private const string Name = "KooDrive";

    private readonly ServiceProvider _services;
    private readonly HttpMessageHandler _primary;

    public Transport(KooDriveClientOptions options)
    {
        _primary = options.PrimaryHandler ?? CreatePrimaryHandler(options);
        var services = new ServiceCollection();
        services.AddHttpClient(Name)
            .ConfigureHttpClient(client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => _primary)
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan) // One handler a session; its connections age by themselves.
            .RemoveAllLoggers(); // They would see the headers.
        _services = services.BuildServiceProvider();
        Client = _services.GetRequiredService<IHttpClientFactory>().CreateClient(Name);
    }

    public HttpClient Client { get; }

    public void Dispose()
    {
        Client.Dispose();
        _services.Dispose();
        _primary.Dispose();
    }

    private static WebProxy? ProxyOf(KooDriveClientOptions options) =>
        options.Proxy is { } address ? new WebProxy(address) { Credentials = options.ProxyCredential } : null;

#if NET
    private static SocketsHttpHandler CreatePrimaryHandler(KooDriveClientOptions options)
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
#pragma warning disable CA5359 // The user has asked for it in so many words.
        if (options.SkipCertificateCheck)
            handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        return handler;
    }
#else
    private static HttpClientHandler CreatePrimaryHandler(KooDriveClientOptions options)
    {
        var handler = new HttpClientHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            Proxy = ProxyOf(options),
            UseProxy = options.UseProxy,
            UseCookies = false,
        };
        if (options.Proxy is null)
            handler.DefaultProxyCredentials = options.ProxyCredential;
        if (options.SkipCertificateCheck)
            handler.ServerCertificateCustomValidationCallback = (_, _, _, _) => true;
        return handler;
    }
#endif
}
