using System;

namespace KooDrive.Sandbox.Authentication;

/// <summary>The calls about the session. The request has been accepted, so its token is known.</summary>
internal sealed class SessionCalls
{
    private readonly TokenStore _tokens;
    private readonly ResponseWriter _responses;

    public SessionCalls(TokenStore tokens, ResponseWriter responses)
    {
        _tokens = tokens;
        _responses = responses;
    }

    public byte[] Refresh(SandboxRequest request, DateTimeOffset now) =>
        _responses.AccessToken(_tokens.Replace(request.RequiredHeader("Authorization"), now));

    public byte[] Auth(SandboxRequest request) => _responses.SessionUser(request.RequiredHeader("X-User-Id"));

    public byte[] LogOff(SandboxRequest request)
    {
        _tokens.Remove(request.RequiredHeader("Authorization"));
        return _responses.Done();
    }
}
