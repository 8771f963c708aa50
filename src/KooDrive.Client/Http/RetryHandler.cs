using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace KooDrive.Client.Http;

/// <summary>
/// Makes further attempts at a request while its failures are transient and the retry time lasts. A request that changes data is
/// sent again only when it is certain that it has not been executed.
/// </summary>
/// <remarks>The first failure of a session creates its <see cref="RetryPipeline"/>: without a failure, Polly is not loaded.</remarks>
internal sealed class RetryHandler(ApiSession session) : DelegatingHandler
{
    private readonly Lazy<RetryPipeline> _pipeline = new(() => new RetryPipeline(session));

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var context = RequestContext.Of(request);
        return context.MayBeRetried && session.Options.MaximumRetryTime > TimeSpan.Zero
            ? SendWithRetriesAsync(request, context, cancellationToken)
            : AttemptAsync(request, context, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendWithRetriesAsync(
        HttpRequestMessage request, RequestContext context, CancellationToken cancellationToken)
    {
        var first = AttemptAsync(request, context, cancellationToken);
        try
        {
            var response = await first.ConfigureAwait(false);
            if (!context.CanRetryHelp)
                return response;
        }
        catch (KooDriveException) when (context.CanRetryHelp)
        {
        }

        context.FirstFailure = session.TimeProvider.GetTimestamp();
        return await _pipeline.Value.ExecuteAsync(
            context, first, token => AttemptAsync(request, context, token), cancellationToken).ConfigureAwait(false);
    }

    private Task<HttpResponseMessage> AttemptAsync(HttpRequestMessage request, RequestContext context, CancellationToken cancellationToken)
    {
        context.Attempts++;
        context.AttemptBegin = session.TimeProvider.GetTimestamp();
        context.Begin ??= context.AttemptBegin;
        return base.SendAsync(request, cancellationToken);
    }
}
