namespace KooDrive.Sandbox;

/// <summary>How the sandbox interprets what the API reference leaves open about authentication.</summary>
public sealed record AuthenticationRules
{
    /// <summary>The interpretation that accepts the most: the default.</summary>
    public static AuthenticationRules Lenient { get; } = new();

    /// <summary>The interpretation that refuses all that the reference allows to refuse.</summary>
    public static AuthenticationRules Strict { get; } = new()
    {
        FailureResponse = AuthenticationFailureResponse.BadRequest,
        RefreshesExpiredTokens = false,
        ChecksHost = true,
    };

    /// <summary>The response to an expired token, a wrong signature or an unknown app.</summary>
    public AuthenticationFailureResponse FailureResponse { get; init; }

    /// <summary>Whether <c>POST /session/refresh</c> accepts an expired token. A token that has been refreshed has expired too.</summary>
    public bool RefreshesExpiredTokens { get; init; } = true;

    /// <summary>Whether there is <c>GET /session/auth</c>. Without it, the response is 404 with the code <c>APIGW.0101</c>.</summary>
    public bool HasSessionAuth { get; init; } = true;

    /// <summary>Whether the <c>Host</c> header must be the service's address, and must be signed by apps.</summary>
    public bool ChecksHost { get; init; }

    internal ErrorResponseException Failed(string message) => ErrorResponseException.AuthenticationFailed(FailureResponse, message);
}
