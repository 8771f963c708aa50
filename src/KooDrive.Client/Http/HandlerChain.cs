using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;

namespace KooDrive.Client.Http;

/// <summary>
/// The handlers that a request passes, composed by Microsoft.Extensions.Http: retries, authorization, diagnostics, buffering, then
/// the platform's handler with the connections. There is no HttpClient: its time-outs, default headers and buffers are not needed.
/// </summary>
internal sealed class HandlerChain : IDisposable
{
    private const string Name = "KooDrive";

    private readonly ServiceProvider _services;
    private readonly HttpMessageHandler _primary;
#pragma warning disable CA2213 // It owns nothing; calls that begin after disposal must find a canceled token, not a disposed object.
    private readonly HttpMessageInvoker _invoker;
#pragma warning restore CA2213

    public HandlerChain(ApiSession session)
    {
        var options = session.Options;
#pragma warning disable CA5359 // The user has asked for it explicitly.
        _primary = options.PrimaryHandler ?? PrimaryHandler.Create(options, options.SkipCertificateCheck ? (_, _, _, _) => true : null);
#pragma warning restore CA5359
        var services = new ServiceCollection();
        services.AddHttpClient(Name)
            .AddHttpMessageHandler(() => new RetryHandler(session))
            .AddHttpMessageHandler(() => new AuthorizationHandler(session))
            .AddHttpMessageHandler(() => new DiagnosticsHandler(session))
            .AddHttpMessageHandler(() => new BufferingHandler(session))
            .ConfigurePrimaryHttpMessageHandler(() => _primary)
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan) // One chain per session; the primary handler renews its connections.
            .RemoveAllLoggers(); // They would log the headers.
        _services = services.BuildServiceProvider();
        _invoker = new HttpMessageInvoker(
            _services.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(Name), disposeHandler: false);
    }

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        _invoker.SendAsync(request, cancellationToken);

    public void Dispose()
    {
        _services.Dispose();
        _primary.Dispose();
    }
}
