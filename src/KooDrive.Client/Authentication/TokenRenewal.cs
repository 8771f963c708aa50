using System;
using System.Security;
using System.Threading;
using System.Threading.Tasks;

namespace KooDrive.Client.Authentication;

/// <summary>The two ways to a new access token, as the call that needs one can go them.</summary>
/// <param name="RefreshSessionAsync">Asks the service, with the old token and the session id.</param>
/// <param name="AccessTokenProvider">Asks the user's own code; null when the call has none at hand.</param>
internal sealed record TokenRenewal(
    Func<IAuthorization, string, CancellationToken, Task<string>> RefreshSessionAsync,
    Func<CancellationToken, Task<SecureString>>? AccessTokenProvider);
