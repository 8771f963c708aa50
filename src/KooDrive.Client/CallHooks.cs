using System;
using System.Security;
using System.Threading;
using System.Threading.Tasks;

namespace KooDrive.Client;

/// <summary>The callbacks of a call. They run on any thread, and several can run at once.</summary>
public sealed class CallHooks
{
    /// <summary>Receives what the call does by itself, such as each wait before a retry.</summary>
    public Action<string>? Verbose { get; init; }

    /// <summary>Receives what the user should know while the call continues.</summary>
    public Action<string>? Warning { get; init; }

    /// <summary>Receives each exchange, without secrets. Null costs nothing.</summary>
    public Action<string>? Debug { get; init; }

    /// <summary>
    /// Called before each further attempt, if the request will have taken longer than <see cref="RetryNotice.Delay"/>.
    /// </summary>
    public Action<RetryNotice>? Retrying { get; init; }

    /// <summary>Returns a new access token when the old one has expired. Null when there is no provider.</summary>
    public Func<CancellationToken, Task<SecureString>>? AccessTokenProvider { get; init; }

    /// <summary>Receives, with every response, how far the service's clock is ahead of this computer's.</summary>
    internal Action<TimeSpan>? ClockDifference { get; init; }

    /// <summary>
    /// The same for a call in the background, but without the token provider: that is the user's code on the pipeline thread, which
    /// may be busy for long, and all other requests that need the token would wait as well. Also without the clock difference,
    /// which belongs to the caller's own request.
    /// </summary>
    internal CallHooks InBackground() => new() { Verbose = Verbose, Warning = Warning, Debug = Debug, Retrying = Retrying };

    /// <summary>Whether a call that failed in the background may succeed with the token provider.</summary>
    /// <param name="failure">The failure of the call.</param>
    internal bool ProviderMayHelp(KooDriveException failure) =>
        AccessTokenProvider is not null && failure.Reason != KooDriveErrorReason.NotAuthorized
        && failure.Kind is KooDriveErrorKind.TokenExpired or KooDriveErrorKind.AuthenticationFailed;
}
