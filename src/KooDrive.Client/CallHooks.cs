using System;
using System.Security;
using System.Threading;
using System.Threading.Tasks;

namespace KooDrive;

/// <summary>
/// How a call speaks to its caller while it is under way. The hooks are called from any thread, one at a time for a call.
/// Delegates, not an interface: the cmdlets' assembly must not implement types of this one.
/// </summary>
public sealed class CallHooks
{
    /// <summary>Told of what the call does on its own, such as each wait before a retry.</summary>
    public Action<string>? Verbose { get; init; }

    /// <summary>Told of what the user should know although the call goes on.</summary>
    public Action<string>? Warning { get; init; }

    /// <summary>Asked for a new access token when the old one has died. Null when there is nobody to ask.</summary>
    public Func<CancellationToken, Task<SecureString>>? AccessTokenProvider { get; init; }

    internal CallHooks WithoutAccessTokenProvider() => new() { Verbose = Verbose, Warning = Warning };
}
