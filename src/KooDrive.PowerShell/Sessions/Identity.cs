using System;
using System.Security;
using KooDrive.Client.Authentication;
using KooDrive.PowerShell.Parameters;

namespace KooDrive.PowerShell.Sessions;

/// <summary>Who asks, and with what: from parameters, from the environment, or made up for the sandbox.</summary>
internal sealed class Identity
{
    public required string UserId { get; init; }

    public string? AppId { get; private init; }

    public SecureString? AppSecret { get; private init; }

    public SecureString? AccessToken { get; private init; }

    public SecureString? SessionId { get; private init; }

    public static Identity OfApp(string appId, SecureString appSecret, string? userId) => new()
    {
        AppId = appId,
        AppSecret = appSecret,
        UserId = userId ?? RequireUserId(),
    };

    public static Identity OfToken(SecureString accessToken, SecureString? sessionId, string? userId) => new()
    {
        AccessToken = accessToken,
        SessionId = sessionId,
        UserId = userId ?? RequireUserId(),
    };

    public static Identity OfSandbox(string? userId) => new()
    {
        AppId = "sandbox",
        AppSecret = SecretTransformationAttribute.ToSecureString(Guid.NewGuid().ToString("N")),
        UserId = userId ?? "1505084218764547200",
    };

    /// <summary>An app before a token: it needs no renewal.</summary>
    /// <exception cref="ArgumentException">The environment holds neither.</exception>
    public static Identity OfEnvironment(string? userId)
    {
        if (Variable("KOODRIVE_APP_ID") is { } appId && Secret("KOODRIVE_APP_SECRET") is { } appSecret)
            return OfApp(appId, appSecret, userId);
        if (Secret("KOODRIVE_ACCESS_TOKEN") is { } accessToken)
            return OfToken(accessToken, Secret("KOODRIVE_SESSION_ID"), userId);
        throw new ArgumentException(CommandMessages.NoCredentials);
    }

    /// <summary>The variable's value; null when it is missing or empty.</summary>
    public static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    /// <exception cref="ArgumentException">Empty or with characters that a header cannot carry.</exception>
    public KooDriveCredential CreateCredential() =>
        AppSecret is not null ? KooDriveCredential.App(AppId!, AppSecret) : KooDriveCredential.Token(AccessToken!, SessionId);

    private static string RequireUserId() =>
        Variable("KOODRIVE_USER_ID") ?? throw new ArgumentException(CommandMessages.NoUserId);

    private static SecureString? Secret(string name) => Variable(name) is { } text ? SecretTransformationAttribute.ToSecureString(text) : null;
}
