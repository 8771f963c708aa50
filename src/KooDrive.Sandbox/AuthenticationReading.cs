namespace KooDrive.Sandbox;

/// <summary>How the sandbox reads what the API reference leaves open about authentication.</summary>
public sealed record AuthenticationReading
{
    /// <summary>The reading that a client has the least trouble with: the default.</summary>
    public static AuthenticationReading Lenient { get; } = new();

    /// <summary>The reading that refuses all that the reference allows to refuse.</summary>
    public static AuthenticationReading Strict { get; } = new()
    {
        FailureResponse = AuthenticationFailureResponse.BadRequest,
        RefreshesDeadTokens = false,
        ChecksHost = true,
    };

    /// <summary>How a dead token, a wrong signature or an unknown app is answered.</summary>
    public AuthenticationFailureResponse FailureResponse { get; init; }

    /// <summary>Whether <c>POST /session/refresh</c> takes a token that has died. A token that has been refreshed is dead too.</summary>
    public bool RefreshesDeadTokens { get; init; } = true;

    /// <summary>Whether there is <c>GET /session/auth</c>. Without it the gateway answers 404 with the code <c>APIGW.0101</c>.</summary>
    public bool HasSessionAuth { get; init; } = true;

    /// <summary>Whether the <c>Host</c> header must be the address that the service is reached at, and must be signed by apps.</summary>
    public bool ChecksHost { get; init; }
}
