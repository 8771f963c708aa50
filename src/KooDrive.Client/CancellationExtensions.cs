using System;
using System.Threading;
using System.Threading.Tasks;

namespace KooDrive.Client;

/// <summary>What the two frameworks spell differently.</summary>
internal static class CancellationExtensions
{
    /// <summary>A time-out on the provider's clock.</summary>
    public static CancellationTokenSource CreateTimeout(this TimeProvider timeProvider, TimeSpan timeout) =>
#if NET
        new(timeout, timeProvider);
#else
        timeProvider.CreateCancellationTokenSource(timeout);
#endif

    /// <summary>A wait on the provider's clock.</summary>
    public static Task DelayAsync(this TimeProvider timeProvider, TimeSpan delay, CancellationToken cancellationToken) =>
#if NET
        Task.Delay(delay, timeProvider, cancellationToken);
#else
        timeProvider.Delay(delay, cancellationToken);

    public static Task<T> WaitAsync<T>(this Task<T> task, CancellationToken cancellationToken) =>
        task.WaitAsync(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);

    public static Task CancelAsync(this CancellationTokenSource source)
    {
        source.Cancel();
        return Task.CompletedTask;
    }
#endif
}
