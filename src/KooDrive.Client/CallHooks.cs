using System;
using System.Security;
using System.Threading;
using System.Threading.Tasks;

namespace KooDrive.Client;

/// <summary>How a call speaks to its caller while it is under way. The hooks are called from any thread, one at a time for a call.</summary>
public sealed class CallHooks
{
    /// <summary>Told of what the call does on its own, such as each wait before a retry.</summary>
    public Action<string>? Verbose { get; init; }

    /// <summary>Told of what the user should know although the call goes on.</summary>
    public Action<string>? Warning { get; init; }

    /// <summary>Shown each exchange, with the secrets struck out. Null costs nothing.</summary>
    public Action<string>? Debug { get; init; }

    /// <summary>Told, before each further attempt, when a request that is being retried will have taken longer than <see cref="RetryNotice.Delay"/>.</summary>
    public Action<RetryNotice>? Retrying { get; init; }

    /// <summary>Asked for a new access token when the old one has expired. Null when there is nobody to ask.</summary>
    public Func<CancellationToken, Task<SecureString>>? AccessTokenProvider { get; init; }

    /// <summary>Told with every response how far the service's clock is ahead of this computer's; negative when it is behind.</summary>
    internal Action<TimeSpan>? ClockDifference { get; init; }

    /// <summary>
    /// The same for a call that nobody is waiting for yet. It asks for no token: the one who could give it, the user's code on
    /// the pipeline thread, may be busy for long, and everybody else who needs the token would wait as well.
    /// </summary>
    public CallHooks InBackground() => new() { Verbose = Verbose, Warning = Warning, Debug = Debug, Retrying = Retrying };

    /// <summary>Whether a call that failed in the background may succeed now that somebody waits for it.</summary>
    /// <param name="failure">What it failed with.</param>
    public bool CanHelpWith(KooDriveException failure) =>
        AccessTokenProvider is not null && failure.Reason != KooDriveErrorReason.NotAuthorized
        && failure.Kind is KooDriveErrorKind.TokenExpired or KooDriveErrorKind.AuthenticationFailed;
}
