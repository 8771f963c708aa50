using System;
using System.Threading;
using System.Threading.Tasks;
using KooDrive.Client.Errors;
using Polly;
using Polly.Retry;

namespace KooDrive.Client.Http;

/// <summary>
/// The further attempts of a call whose first one failed: while its failures are transient and its time budget lasts, after what
/// the service asks for (<c>Retry-After</c>), else after an exponential back-off with full jitter. Polly waits; this class says
/// how long.
/// </summary>
/// <remarks>Made for a call when it fails: those that succeed at once never load Polly.</remarks>
internal sealed class Retries(ApiRequest request, CallHooks hooks, KooDriveClientOptions options, CallStatistics statistics)
{
    private static readonly TimeSpan FirstBackoff = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LargestBackoff = TimeSpan.FromSeconds(30);

    private long? _firstFailureTime;
    private TimeSpan _delay;
    private bool _isAskedForTooMuch;

    /// <summary>Whether another attempt may turn a failure into success, and can do no harm.</summary>
    public static bool CanHelpWith(KooDriveException failure, ApiRequest request) =>
        (CallFacts?)failure.Facts is { IsTransient: true } facts && (!request.ChangesData || facts.IsUnsent);

    /// <param name="firstAttempt">The first attempt, which has failed.</param>
    /// <param name="attempt">Makes another attempt.</param>
    /// <param name="cancellationToken">Ends the waiting at once.</param>
    /// <exception cref="KooDriveException">The newest failure: no attempt can help with it, or the time is up.</exception>
    public async Task<T> ExecuteAsync<T>(
        Task<T> firstAttempt, Func<CancellationToken, Task<T>> attempt, CancellationToken cancellationToken)
    {
        var pipeline = new ResiliencePipelineBuilder { TimeProvider = options.TimeProvider }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = int.MaxValue,
                ShouldHandle = arguments => new ValueTask<bool>(
                    arguments.Outcome.Exception is KooDriveException failure && Plan(failure, arguments.AttemptNumber)),
                DelayGenerator = _ => new ValueTask<TimeSpan?>(_delay),
                OnRetry = arguments =>
                {
                    Announce((KooDriveException)arguments.Outcome.Exception!, arguments.AttemptNumber);
                    return default;
                },
            })
            .Build();

        Task<T>? made = firstAttempt;
        return await pipeline.ExecuteAsync(
            async token =>
            {
                var current = made ?? attempt(token);
                made = null;
                return await current.ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
    }

    private bool Plan(KooDriveException failure, int attempt)
    {
        if (!CanHelpWith(failure, request))
            return false;

        long now = options.TimeProvider.GetTimestamp();
        _firstFailureTime ??= now;
        TimeSpan left = options.MaximumRetryTime - options.TimeProvider.GetElapsedTime(_firstFailureTime.Value, now);
        if (left <= TimeSpan.Zero)
            return false;

        // A service that asks for no wait at all is obeyed once; after that it would be a siege.
        CallFacts facts = (CallFacts)failure.Facts!;
        TimeSpan wanted = facts.RetryAfter is { } asked && (asked > TimeSpan.Zero || attempt == 0) ? asked : Backoff(attempt);
        _delay = wanted < left ? wanted : left;
        _isAskedForTooMuch = facts.RetryAfter > left;
        return true;
    }

    private TimeSpan Backoff(int attempt)
    {
        double ceiling = Math.Min(LargestBackoff.TotalSeconds, FirstBackoff.TotalSeconds * Math.Pow(2, attempt));
        return TimeSpan.FromSeconds(ceiling * options.Random());
    }

    private void Announce(KooDriveException failure, int attempt)
    {
        statistics.Retrying();
        CallFacts facts = (CallFacts)failure.Facts!;
        double seconds = _delay.TotalSeconds;
        if (_isAskedForTooMuch)
            hooks.Warning?.Invoke(SR.Format(ClientMessages.RetryAfterTooLong, facts.RetryAfter!.Value.TotalSeconds, request, seconds));

        string reason = facts.Status is { } status ? $"HTTP {(int)status}" : failure.Kind.ToString();
        hooks.Verbose?.Invoke(SR.Format(ClientMessages.NextAttempt, request, attempt + 1, reason, facts.TraceId, seconds));
    }
}
