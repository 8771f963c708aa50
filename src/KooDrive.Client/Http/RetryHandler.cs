using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Polly;
using Polly.Retry;

namespace KooDrive.Client.Http;

/// <summary>
/// Makes further attempts at a request while its failures are transient and its time budget lasts: after what the service asks for
/// (<c>Retry-After</c>), else after an exponential back-off with full jitter. A request that changes data is sent again only when it
/// is certain that it has not been executed.
/// </summary>
/// <remarks>One Polly pipeline serves the session. The first failure makes it: sessions that never fail never load Polly.</remarks>
internal sealed class RetryHandler : DelegatingHandler
{
    private static readonly ResiliencePropertyKey<Call> CallKey = new("KooDrive.Call");

    private readonly ApiSession _session;
    private readonly Lazy<ResiliencePipeline<HttpResponseMessage>> _pipeline;

    public RetryHandler(ApiSession session)
    {
        _session = session;
        _pipeline = new Lazy<ResiliencePipeline<HttpResponseMessage>>(CreatePipeline);
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var context = RequestContext.Of(request);
        return context.MayBeRetried && _session.Options.MaximumRetryTime > TimeSpan.Zero
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
            if (!CanRetryHelp(context))
                return response;
        }
        catch (KooDriveException) when (CanRetryHelp(context))
        {
        }

        context.FirstFailure = _session.TimeProvider.GetTimestamp();
        return await RetryAsync(new Call(request, context, first), cancellationToken).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> RetryAsync(Call call, CancellationToken cancellationToken)
    {
        var resilience = ResilienceContextPool.Shared.Get(cancellationToken);
        resilience.Properties.Set(CallKey, call);
        try
        {
            return await _pipeline.Value.ExecuteAsync(
                static (context, state) => new ValueTask<HttpResponseMessage>(
                    state.Call.TakeFirst() ?? state.Handler.AttemptAsync(state.Call.Request, state.Call.Context, context.CancellationToken)),
                resilience,
                (Handler: this, Call: call)).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(resilience);
        }
    }

    private Task<HttpResponseMessage> AttemptAsync(HttpRequestMessage request, RequestContext context, CancellationToken cancellationToken)
    {
        context.Attempts++;
        return base.SendAsync(request, cancellationToken);
    }

    private ResiliencePipeline<HttpResponseMessage> CreatePipeline() =>
        new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = _session.TimeProvider }
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = int.MaxValue,
                ShouldHandle = arguments => new ValueTask<bool>(
                    arguments.Outcome.Exception is null or KooDriveException
                    && CallOf(arguments.Context).Context is var context && CanRetryHelp(context) && TimeLeft(context) > TimeSpan.Zero),
                DelayGenerator = arguments => new ValueTask<TimeSpan?>(Delay(CallOf(arguments.Context).Context, arguments.AttemptNumber)),
                OnRetry = arguments =>
                {
                    Announce(CallOf(arguments.Context).Context, arguments.AttemptNumber, arguments.RetryDelay, arguments.Outcome.Exception as KooDriveException);
                    return default;
                },
            })
            .Build();

    private static Call CallOf(ResilienceContext context) => context.Properties.GetValue(CallKey, null!);

    // A request that changes data and was refused is as good as unsent: the service has not executed it.
    private static bool CanRetryHelp(RequestContext context) =>
        context.IsTransient && (!context.Request.ChangesData || context.State is ExchangeState.Unsent or ExchangeState.Refused);

    private TimeSpan TimeLeft(RequestContext context) => _session.Options.MaximumRetryTime - _session.RetryTimeOf(context);

    private TimeSpan Delay(RequestContext context, int attempt)
    {
        TimeSpan left = TimeLeft(context);

        // A service that asks for no wait at all is obeyed once; after that, repeated requests would only keep it busy.
        TimeSpan wanted = context.RetryAfter is { } asked && (asked > TimeSpan.Zero || attempt == 0)
            ? asked
            : Backoff.Delay(attempt, _session.Options.Random);
        return wanted < left ? wanted : left;
    }

    private void Announce(RequestContext context, int attempt, TimeSpan delay, KooDriveException? failure)
    {
        _session.Statistics.Retrying();
        TimeSpan elapsed = _session.RetryTimeOf(context);
        TimeSpan left = TimeLeft(context);
        string reason = failure?.Kind.ToString() ?? $"HTTP {context.StatusCode}";
        if (context.RetryAfter is { } asked && asked > left)
            context.Hooks.Warning?.Invoke(SR.Format(ClientMessages.RetryAfterTooLong, asked.TotalSeconds, context.Request, delay.TotalSeconds));
        context.Hooks.Verbose?.Invoke(
            SR.Format(ClientMessages.NextAttempt, context.Request, attempt + 1, reason, context.TraceId, delay.TotalSeconds));
        if (elapsed + delay >= RetryNotice.Delay)
            context.Hooks.Retrying?.Invoke(new RetryNotice(failure?.Summary ?? reason, _session.UtcNow + left, elapsed));
    }

    /// <summary>One request whose first attempt has failed.</summary>
    private sealed class Call(HttpRequestMessage request, RequestContext context, Task<HttpResponseMessage> first)
    {
        private Task<HttpResponseMessage>? _first = first;

        public HttpRequestMessage Request { get; } = request;

        public RequestContext Context { get; } = context;

        /// <summary>The first attempt, once: the pipeline begins with what it came to.</summary>
        public Task<HttpResponseMessage>? TakeFirst() => Interlocked.Exchange(ref _first, null);
    }
}
