using System;
using System.Threading;
#if !NET
using System.Threading.Tasks;
#endif

namespace KooDrive.Http;

/// <summary>What the two frameworks spell differently.</summary>
internal static class CancellationExtensions
{
    /// <summary>A time-out on the provider's clock.</summary>
    public static CancellationTokenSource CreateTimeout(this TimeProvider timeProvider, TimeSpan timeout) =>
#if NET
        new(timeout, timeProvider);
#else
        timeProvider.CreateCancellationTokenSource(timeout);

    public static Task CancelAsync(this CancellationTokenSource source)
    {
        source.Cancel();
        return Task.CompletedTask;
    }
#endif
}
