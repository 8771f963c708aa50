using System;
using System.Threading;
using System.Threading.Tasks;

namespace KooDrive.Client;

/// <summary>Waits and time-outs on a provider's clock: the two runtimes have different methods.</summary>
internal static class TimeProviderExtensions
{
    public static CancellationTokenSource CreateTimeout(this TimeProvider timeProvider, TimeSpan timeout) =>
        timeProvider.CreateCancellationTokenSource(timeout);

    public static Task DelayAsync(this TimeProvider timeProvider, TimeSpan delay, CancellationToken cancellationToken) =>
        timeProvider.Delay(delay, cancellationToken);
}
