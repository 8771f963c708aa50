using System;
using System.Collections.Generic;
using System.Security;

namespace KooDrive.Client.Authentication;

/// <summary>An access token, or an app's id and secret. Disposing it wipes the secrets.</summary>
public abstract class KooDriveCredential : IDisposable
{
    private protected KooDriveCredential()
    {
    }

    /// <summary>An access token.</summary>
    /// <param name="accessToken">The token with or without its scheme: <c>Bearer+x</c>, <c>Bearer x</c>, <c>AT x</c> or <c>x</c>.</param>
    /// <param name="sessionId">The id of the session that the service can refresh; null for none.</param>
    /// <exception cref="ArgumentException">The token or the session id is empty or has characters that a header cannot contain.</exception>
    public static KooDriveCredential Token(SecureString accessToken, SecureString? sessionId = null) =>
        new TokenCredential(accessToken, sessionId);

    /// <summary>An app's id and secret, which sign every request.</summary>
    /// <param name="appId">The app's id.</param>
    /// <param name="appSecret">The app's secret.</param>
    /// <exception cref="ArgumentException">
    /// The id or the secret is empty, or the id has characters that a header cannot contain.
    /// </exception>
    public static KooDriveCredential App(string appId, SecureString appSecret) => new AppCredential(appId, appSecret);

    /// <summary>How it authenticates: <c>Token</c> or <c>App</c>.</summary>
    public abstract string AuthenticationType { get; }

    /// <summary>Wipes the secrets.</summary>
    public abstract void Dispose();

    /// <summary>Whether it expires when it is not used for a while.</summary>
    internal virtual bool ExpiresWhenIdle => false;

    /// <summary>All its secrets, to remove them from texts.</summary>
    internal abstract IEnumerable<string> RevealSecrets();
}
