using System;
using System.Threading;
using System.Threading.Tasks;
using Polly;
using Polly.Retry;

namespace KooDrive.Http;

/// <summary>
/// Tries a request again while its failures are transient and its time budget lasts: after what the service asks for
/// (<c>Retry-After</c>), else after an exponential back-off with full jitter. Polly waits; this class says how long.
/// </summary>
internal sealed class RetryPolicy
{
    private static readonly TimeSpan FirstBackoff = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LargestBackoff = TimeSpan.FromSeconds(30);
    private static readonly ResiliencePropertyKey<Call> CallKey = new("KooDrive.Call");

    private readonly TimeProvider _timeProvider;
    private readonly TimeSpan _budget;
    private readonly Func<double> _random;
    private readonly CallStatistics _statistics;
    private readonly ResiliencePipeline _pipeline;

    public RetryPolicy(TimeProvider timeProvider, TimeSpan budget, Func<double> random, CallStatistics statistics)
    {
        _timeProvider = timeProvider;
        _budget = budget;
        _random = random;
        _statistics = statistics;
        _pipeline = new ResiliencePipelineBuilder { TimeProvider = timeProvider }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = int.MaxValue,
                ShouldHandle = arguments => new ValueTask<bool>(
                    arguments.Outcome.Exception is KooDriveException { Facts: { } facts }
                    && PlanRetry(CallOf(arguments.Context), facts, arguments.AttemptNumber)),
                DelayGenerator = arguments => new ValueTask<TimeSpan?>(CallOf(arguments.Context).Delay),
                OnRetry = arguments =>
                {
                    Announce(CallOf(arguments.Context), (KooDriveException)arguments.Outcome.Exception!, arguments.AttemptNumber);
                    return default;
                },
            })
            .Build();
    }

    public async Task<T> ExecuteAsync<T>(
        ApiRequest request, CallHooks hooks, Func<CancellationToken, Task<T>> attempt, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(CallKey, new Call(request, hooks));
        try
        {
            return await _pipeline.ExecuteAsync(
                static async (context, attempt) => await attempt(context.CancellationToken).ConfigureAwait(false),
                context,
                attempt).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static Call CallOf(ResilienceContext context) => context.Properties.GetValue(CallKey, null!);

    private bool PlanRetry(Call call, CallFacts facts, int attempt)
    {
        if (!facts.IsTransient || (call.Request.ChangesData && !facts.IsUnsent))
            return false;

        long now = _timeProvider.GetTimestamp();
        call.FirstFailure ??= now;
        TimeSpan left = _budget - _timeProvider.GetElapsedTime(call.FirstFailure.Value, now);
        if (left <= TimeSpan.Zero)
            return false;

        // A service that asks for no wait at all is obeyed once; after that it would be a siege.
        TimeSpan wanted = facts.RetryAfter is { } asked && (asked > TimeSpan.Zero || attempt == 0) ? asked : Backoff(attempt);
        call.Delay = wanted < left ? wanted : left;
        call.AskedForTooMuch = facts.RetryAfter > left;
        return true;
    }

    private TimeSpan Backoff(int attempt)
    {
        double ceiling = Math.Min(LargestBackoff.TotalSeconds, FirstBackoff.TotalSeconds * Math.Pow(2, attempt));
        return TimeSpan.FromSeconds(ceiling * _random());
    }

    private void Announce(Call call, KooDriveException failure, int attempt)
    {
        _statistics.Retrying();
        CallFacts facts = failure.Facts!;
        double seconds = call.Delay.TotalSeconds;
        if (call.AskedForTooMuch)
            call.Hooks.Warning?.Invoke(Text.Of(ClientMessages.RetryAfterTooLong, facts.RetryAfter!.Value.TotalSeconds, call.Request, seconds));

        string reason = facts.Status is { } status ? $"HTTP {(int)status}" : failure.Kind.ToString();
        call.Hooks.Verbose?.Invoke(Text.Of(ClientMessages.NextAttempt, call.Request, attempt + 1, reason, facts.TraceId, seconds));
    }

    /// <summary>One call and how its retries stand.</summary>
    private sealed class Call(ApiRequest request, CallHooks hooks)
    {
        public ApiRequest Request { get; } = request;

        public CallHooks Hooks { get; } = hooks;

        public long? FirstFailure { get; set; }

        public TimeSpan Delay { get; set; }

        public bool AskedForTooMuch { get; set; }
    }
}
