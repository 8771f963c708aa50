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
/// <remarks>
/// Composed on another thread while the caller goes on. In a new process it takes a sixth of the time from connecting to the first
/// object, since all of Microsoft.Extensions is loaded and compiled for it.
/// </remarks>
internal sealed class HandlerChain : IDisposable
{
    private const string Name = "KooDrive";

    private readonly ApiSession _session;
    private readonly HttpMessageHandler _primary;
    private readonly Task<(HttpMessageInvoker Invoker, ServiceProvider Services)> _chain;

    public HandlerChain(ApiSession session)
    {
        var options = session.Options;
        _session = session;
#pragma warning disable CA5359 // The user has asked for it explicitly.
        _primary = options.PrimaryHandler ?? PrimaryHandler.Create(options, options.SkipCertificateCheck ? (_, _, _, _) => true : null);
#pragma warning restore CA5359
        _chain = Task.Run(Compose); // The first request waits for it, and gets its failure.
    }

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        _chain.GetAwaiter().GetResult().Invoker.SendAsync(request, cancellationToken);

    /// <summary>Disposes the handlers, once they are composed. Does not wait for that.</summary>
    public void Dispose() => _chain.ContinueWith(
        chain =>
        {
            if (!chain.IsFaulted)
                chain.Result.Services.Dispose();
            _primary.Dispose();
        },
        CancellationToken.None,
        TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);

    private (HttpMessageInvoker Invoker, ServiceProvider Services) Compose()
    {
        var services = new ServiceCollection();
        services.AddHttpClient(Name)
            .AddHttpMessageHandler(() => new RetryHandler(_session))
            .AddHttpMessageHandler(() => new AuthorizationHandler(_session))
            .AddHttpMessageHandler(() => new DiagnosticsHandler(_session))
            .AddHttpMessageHandler(() => new BufferingHandler(_session))
            .ConfigurePrimaryHttpMessageHandler(() => _primary)
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan) // One chain per session; the primary handler renews its connections.
            .RemoveAllLoggers(); // They would log the headers.

        // The invoker owns nothing: calls that begin after disposal must find a canceled token, not a disposed object.
        var provider = services.BuildServiceProvider();
        return (new(provider.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(Name), disposeHandler: false), provider);
    }
}
