using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace KooDrive.Client.Http;

/// <summary>Sets the trace id of each attempt, counts it, and writes it to the debug hook.</summary>
internal sealed class DiagnosticsHandler(ApiSession session) : DelegatingHandler
{
    private const string TraceIdHeader = "X-Traceid";

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var context = RequestContext.Of(request);
        context.TraceId = TraceId.New();
        request.Headers.Remove(TraceIdHeader);
        request.Headers.TryAddWithoutValidation(TraceIdHeader, context.TraceId);
        session.Statistics.RequestSent(context.TraceId);
        return context.Hooks.Debug is { } debug
            ? SendVisiblyAsync(request, context, debug, cancellationToken)
            : base.SendAsync(request, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendVisiblyAsync(
        HttpRequestMessage request, RequestContext context, Action<string> debug, CancellationToken cancellationToken)
    {
        var text = new ExchangeText(part => session.Redactor.Clean(part, context.Authorization));
        debug(text.Of(request, context.Request.Body));
        long begin = session.TimeProvider.GetTimestamp();
        try
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            debug(text.Of(response, ((BufferedContent)response.Content).Utf8, session.TimeProvider.GetElapsedTime(begin)));
            return response;
        }
        catch (KooDriveException e)
        {
            debug(text.Of(request, e, session.TimeProvider.GetElapsedTime(begin)));
            throw;
        }
    }
}
