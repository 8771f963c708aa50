using System;

namespace KooDrive.Sandbox.Authentication;

/// <summary>Checks the access token of a request.</summary>
internal sealed class TokenInspector
{
    private readonly SandboxOptions _options;
    private readonly TokenStore _tokens;

    public TokenInspector(SandboxOptions options, TokenStore tokens)
    {
        _options = options;
        _tokens = tokens;
    }

    /// <summary>Throws when the token is not accepted. Accepting a token extends its validity.</summary>
    public void Check(SandboxRequest request, ApiCall call, string authorization, DateTimeOffset now)
    {
        if (call == ApiCall.RefreshSession)
        {
            string sessionId = request.RequiredHeader("x-session-id");
            bool canRefresh = _options.Authentication.RefreshesExpiredTokens
                ? _tokens.IsKnown(authorization)
                : _tokens.IsAlive(authorization, now);
            if (sessionId != _options.SessionId || !canRefresh)
                throw _options.Authentication.Failed("The session is unknown, or the token is not one of it.");
        }
        else if (!_tokens.TryUse(authorization, now))
        {
            throw _options.Authentication.Failed("The token is unknown or has expired.");
        }
    }
}
