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
/// In a new process, composing loads and compiles all of Microsoft.Extensions, so it runs on another thread while the caller goes on.
/// </remarks>
internal sealed class HandlerChain : IDisposable
{
    private const string Name = "KooDrive";

    private readonly HttpMessageHandler _primary;
    private readonly Task<(HttpMessageInvoker Invoker, ServiceProvider Services)> _chain;

    public HandlerChain(ApiSession session)
    {
        var options = session.Options;
        _primary = options.PrimaryHandler ?? PrimaryHandler.Create(options);
        _chain = Task.Run(() => Compose(session, _primary));
    }

    /// <summary>Sends a request, once the handlers are composed. If they could not be, that failure is thrown.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var (invoker, _) = await _chain.WaitAsync(cancellationToken).ConfigureAwait(false);
        return await invoker.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Disposes the handlers, once they are composed. Does not wait for that.</summary>
    public void Dispose() => _chain.ContinueWith(
        chain =>
        {
            if (chain.Exception is null) // Read also to observe it, if no request did.
                chain.Result.Services.Dispose();
            _primary.Dispose();
        },
        CancellationToken.None,
        TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);

    private static (HttpMessageInvoker Invoker, ServiceProvider Services) Compose(ApiSession session, HttpMessageHandler primary)
    {
        var services = new ServiceCollection();
        services.AddHttpClient(Name)
            .AddHttpMessageHandler(() => new RetryHandler(session))
            .AddHttpMessageHandler(() => new AuthorizationHandler(session))
            .AddHttpMessageHandler(() => new DiagnosticsHandler(session))
            .AddHttpMessageHandler(() => new BufferingHandler(session))
            .ConfigurePrimaryHttpMessageHandler(() => primary)
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan) // One chain per session: on .NET, the primary handler renews its connections.
            .RemoveAllLoggers(); // They would log the headers.

        // The invoker owns nothing: calls that begin after disposal must find a canceled token, not a disposed object.
        var provider = services.BuildServiceProvider();
        return (new(provider.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(Name), disposeHandler: false), provider);
    }
}
