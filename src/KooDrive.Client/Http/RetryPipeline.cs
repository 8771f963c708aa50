using System;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using KooDrive.Client.Errors;
using Polly;
using Polly.Retry;

namespace KooDrive.Client.Http;

/// <summary>
/// The Polly pipeline of a session: waits for <c>Retry-After</c>, else for an exponential back-off with full jitter, until the retry
/// time of the request is used up.
/// </summary>
internal sealed class RetryPipeline
{
    private readonly ApiSession _session;
    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline;

    public RetryPipeline(ApiSession session)
    {
        _session = session;
        _pipeline = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = session.TimeProvider }
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = int.MaxValue,
                ShouldHandle = arguments => new ValueTask<bool>(
                    arguments.Outcome.Exception is null or KooDriveException
                    && ContextOf(arguments.Context) is var context && context.CanRetryHelp && TimeLeft(context) > TimeSpan.Zero),
                DelayGenerator = arguments => new ValueTask<TimeSpan?>(Delay(ContextOf(arguments.Context), arguments.AttemptNumber)),
                OnRetry = arguments =>
                {
                    Announce(
                        ContextOf(arguments.Context), arguments.AttemptNumber,
                        arguments.RetryDelay, arguments.Outcome.Exception as KooDriveException);
                    return default;
                },
            })
            .Build();
    }

    /// <param name="context">The request.</param>
    /// <param name="first">Its first attempt, which has failed.</param>
    /// <param name="attempt">Makes another attempt.</param>
    /// <param name="cancellationToken">Ends the waiting at once.</param>
    /// <returns>The newest response: a success, an error that is not transient, or an error after which there is no time left.</returns>
    /// <exception cref="KooDriveException">The newest failure, likewise.</exception>
    public async Task<HttpResponseMessage> ExecuteAsync(
        RequestContext context,
        Task<HttpResponseMessage> first,
        Func<CancellationToken, Task<HttpResponseMessage>> attempt,
        CancellationToken cancellationToken)
    {
        var resilience = ResilienceContextPool.Shared.Get(cancellationToken);
        resilience.Properties.Set(Key.Value, context);
        Task<HttpResponseMessage>? made = first;
        try
        {
            return await _pipeline.ExecuteAsync(
                retry => new ValueTask<HttpResponseMessage>(Interlocked.Exchange(ref made, null) ?? attempt(retry.CancellationToken)),
                resilience).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(resilience);
        }
    }

    private static RequestContext ContextOf(ResilienceContext context) => context.Properties.GetValue(Key.Value, null!);

    private TimeSpan TimeLeft(RequestContext context) => _session.Options.MaximumRetryTime - _session.RetryTimeOf(context);

    private TimeSpan Delay(RequestContext context, int attempt)
    {
        TimeSpan left = TimeLeft(context);

        // "Retry-After: 0" is obeyed once; then the back-off applies, so that repeated requests do not overload the service.
        TimeSpan delay = context.RetryAfter is { } requested && (requested > TimeSpan.Zero || attempt == 0)
            ? requested
            : Backoff.Delay(attempt, _session.Options.Random);
        return delay < left ? delay : left;
    }

    private void Announce(RequestContext context, int attempt, TimeSpan delay, KooDriveException? failure)
    {
        _session.Statistics.Retrying();
        TimeSpan elapsed = _session.RetryTimeOf(context);
        TimeSpan left = TimeLeft(context);
        if (context.RetryAfter is { } asked && asked > left)
        {
            context.Hooks.Warning?.Invoke(SR.Format(
                ClientMessages.RetryAfterTooLong, QuantityText.Duration(asked), context.Request, QuantityText.Duration(delay)));
        }

        string reason = failure?.Kind.ToString() ?? $"HTTP {context.StatusCode}";
        context.Hooks.Verbose?.Invoke(
            SR.Format(ClientMessages.NextAttempt, context.Request, attempt + 1, reason, context.TraceId, QuantityText.Duration(delay)));

        // In advance: nothing is reported while the next attempt runs, which may take as long as this one.
        var time = _session.TimeProvider;
        TimeSpan untilNextFailure = time.GetElapsedTime(context.Begin!.Value) + delay + time.GetElapsedTime(context.AttemptBegin);
        if (untilNextFailure >= RetryNotice.Delay && context.Hooks.Retrying is { } retrying)
        {
            failure ??= KooDriveErrors.Status(
                context, _session.FactsOf(context, (HttpStatusCode)context.StatusCode, context.Envelope), TimeSpan.Zero);
            retrying(new RetryNotice(failure.Summary, _session.UtcNow + left, elapsed));
        }
    }

    // In a separate class: a field of this value type would load Polly together with the session.
    private static class Key
    {
        public static readonly ResiliencePropertyKey<RequestContext> Value = new("KooDrive.RequestContext");
    }
}
