using System;
using System.Collections.Generic;
using System.Security;
using KooDrive.Client.Errors;

namespace KooDrive.Client.Authentication;

/// <summary>An access token, and the tokens that replace it. A token that the service accepts again is used again.</summary>
internal sealed class TokenCredential : KooDriveCredential
{
    /// <summary>
    /// For how long no request is sent before the token is checked or refreshed. It is valid for 20 minutes after each request; the
    /// API reference does not say whether an expired one can be refreshed.
    /// </summary>
    public static readonly TimeSpan MaximumIdleTime = TimeSpan.FromMinutes(15);

    private readonly Secret? _sessionId;
    private readonly object _gate = new();
    private AccessToken _current;
    private long _recoveries;
    private long _recoveriesBegun;
    private bool _hasWorked;
    private bool _isDisposed;

    public TokenCredential(SecureString accessToken, SecureString? sessionId)
    {
        // Both are checked before either is stored, so that an exception leaves no secret to wipe.
        string header = AccessToken.HeaderOf(accessToken);
        string? session = sessionId is null ? null : Checked(sessionId);
        _current = new AccessToken(header);
        _sessionId = session is null ? null : new Secret(session);
    }

    public override string AuthenticationType => "Token";

    /// <summary>Whether there is a session that the service can refresh.</summary>
    public bool HasSession => _sessionId is not null;

    /// <summary>The id of that session; null for none.</summary>
    public string? RevealSessionId() => _sessionId?.Reveal();

    /// <summary>The kind of a refusal: a token that was accepted before has expired.</summary>
    public KooDriveErrorKind RefusalKind
    {
        get
        {
            lock (_gate)
                return _hasWorked ? KooDriveErrorKind.TokenExpired : KooDriveErrorKind.AuthenticationFailed;
        }
    }

    internal override bool ExpiresWhenIdle => true;

    /// <summary>The token for one attempt.</summary>
    public TokenUse Use()
    {
        lock (_gate)
            return new TokenUse(_current, _current.Reveal(), _recoveries);
    }

    /// <summary>Whether it is still the current token.</summary>
    public bool IsCurrent(AccessToken token)
    {
        lock (_gate)
            return token == _current;
    }

    /// <summary>The service has accepted a token.</summary>
    public void MarkAccepted()
    {
        lock (_gate)
            _hasWorked = true;
    }

    /// <summary>Replaces the current token, which is wiped, by a new one, with or without its scheme.</summary>
    /// <exception cref="KooDriveException">The credential has been disposed. The new token is not stored.</exception>
    public void Replace(string renewed)
    {
        var token = new AccessToken(renewed);
        lock (_gate)
        {
            if (!_isDisposed)
                (_current, token) = (token, _current);
            token.Dispose();
            if (_isDisposed)
                throw KooDriveErrors.Disconnected();
        }
    }

    /// <summary>How many recoveries have begun.</summary>
    public long RecoveriesBegun
    {
        get
        {
            lock (_gate)
                return _recoveriesBegun;
        }
    }

    /// <summary>A recovery begins.</summary>
    /// <returns>Its number, from 1.</returns>
    public long BeginRecovery()
    {
        lock (_gate)
            return ++_recoveriesBegun;
    }

    /// <summary>A recovery has ended, with or without success.</summary>
    /// <returns>How many have ended.</returns>
    public long EndRecovery()
    {
        lock (_gate)
            return ++_recoveries;
    }

    internal override IEnumerable<string> RevealSecrets()
    {
        lock (_gate)
        {
            string token = _current.Reveal();
            List<string> secrets = [token, AccessToken.WithoutScheme(token)];
            if (_sessionId is not null)
                secrets.Add(_sessionId.Reveal());
            return secrets;
        }
    }

    private static string Checked(SecureString sessionId)
    {
        using var text = new Secret(sessionId);
        return HeaderText.Require(text.Reveal(), ClientMessages.SessionIdName);
    }

    public override void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _current.Dispose();
        }

        _sessionId?.Dispose();
    }
}
