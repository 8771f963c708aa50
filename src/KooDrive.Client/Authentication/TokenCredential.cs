using System;
using System.Collections.Generic;
using System.Security;
using System.Threading;
using System.Threading.Tasks;
using KooDrive.Client.Errors;

namespace KooDrive.Client.Authentication;

/// <summary>
/// An access token, and its successors. When the service refuses one, the first call that notices renews it and the others wait
/// for that; a token that has been refused is never sent again, but for the one request that exchanges it for a new one.
/// </summary>
internal sealed class TokenCredential : KooDriveCredential
{
#pragma warning disable CA2213 // Calls may still wait for it; without its wait handle it holds nothing to dispose.
    private readonly SemaphoreSlim _renewing = new(1, 1);
#pragma warning restore CA2213
    private readonly Secret? _sessionId;
    private readonly object _gate = new();
    private AccessToken _current;
    private bool _hasWorked;

    public TokenCredential(SecureString accessToken, SecureString? sessionId)
    {
        _current = new AccessToken(accessToken);
        if (sessionId is null)
            return;
        using var text = new Secret(sessionId);
        _sessionId = new Secret(HeaderText.Require(text.Reveal(), nameof(sessionId), ClientMessages.SessionIdName));
    }

    public override string AuthenticationType => "Token";

    internal override bool ExpiresWhenIdle => true;

    internal override ValueTask<IAuthorization> AuthorizeAsync(TokenRenewal renewal, CancellationToken cancellationToken) =>
        UsableToken() is { } usable ? new(usable) : new(RenewOnceAsync(renewal, cancellationToken));

    private async Task<IAuthorization> RenewOnceAsync(TokenRenewal renewal, CancellationToken cancellationToken)
    {
        await _renewing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (UsableToken() is { } renewedByAnother)
                return renewedByAnother;
            var renewed = await RenewAsync(renewal, cancellationToken).ConfigureAwait(false);
            lock (_gate)
            {
                _current.Dispose();
                _current = renewed;
            }

            return UsableToken()!;
        }
        finally
        {
            _renewing.Release();
        }
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

    protected override void Dispose(bool disposing)
    {
        lock (_gate)
            _current.Dispose();
        _sessionId?.Dispose();
    }

    private Attempt? UsableToken()
    {
        lock (_gate)
            return _current.Refusal is null ? new Attempt(this, _current, _current.Reveal()) : null;
    }

    private async Task<AccessToken> RenewAsync(TokenRenewal renewal, CancellationToken cancellationToken)
    {
        KooDriveException? failure = null;
        if (_sessionId is not null && !_current.IsRefreshRefused)
        {
            try
            {
                return new AccessToken(await renewal.RefreshSessionAsync(
                    new Attempt(this, _current, _current.Reveal()), _sessionId.Reveal(), cancellationToken).ConfigureAwait(false));
            }
            catch (KooDriveException e) when ((CallFacts?)e.Facts is { IsTransient: false })
            {
                _current.IsRefreshRefused = true;
                failure = e;
            }
        }

        return renewal.AccessTokenProvider is { } provider
            ? await AskAsync(provider, cancellationToken).ConfigureAwait(false)
            : throw KooDriveErrors.Unauthorized(CauseOfRefusal, _current.Refusal!, failure);
    }

    private async Task<AccessToken> AskAsync(Func<CancellationToken, Task<SecureString>> provider, CancellationToken cancellationToken)
    {
        AccessToken token;
        try
        {
            using SecureString text = await provider(cancellationToken).ConfigureAwait(false);
            token = new AccessToken(text);
        }
        catch (Exception e) when (e is not (OperationCanceledException or KooDriveException) && !cancellationToken.IsCancellationRequested)
        {
            throw KooDriveErrors.TokenProviderFailed(CauseOfRefusal, _current.Refusal!, e);
        }

        if (token.Reveal() != _current.Reveal())
            return token;
        token.Dispose();
        throw KooDriveErrors.TokenProviderRepeatsItself(CauseOfRefusal, _current.Refusal!);
    }

    private KooDriveErrorKind CauseOfRefusal => _hasWorked ? KooDriveErrorKind.TokenExpired : KooDriveErrorKind.AuthenticationFailed;

    /// <summary>One attempt with the token as it was when the attempt began.</summary>
    private sealed class Attempt(TokenCredential owner, AccessToken token, string text) : IAuthorization
    {
        public string SignFor(RequestToSign request) => text;

        public void Accepted()
        {
            lock (owner._gate)
                owner._hasWorked = true;
        }

        public bool Refused(CallFacts facts, out KooDriveErrorKind cause)
        {
            lock (owner._gate)
            {
                token.Refusal ??= facts;
                cause = owner.CauseOfRefusal;
                return true;
            }
        }
    }
}
