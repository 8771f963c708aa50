using System;
using System.Security;
using KooDrive.Client.Authentication;
using KooDrive.PowerShell.Parameters;

namespace KooDrive.PowerShell.Sessions;

/// <summary>The user and the credentials: from parameters, from the environment, or created for the sandbox.</summary>
internal sealed class Identity
{
    private Identity(string source, string? userId, string? sandboxUserId = null)
    {
        Source = source;
        (UserId, UserIdSource) =
            userId is not null ? (userId, "-UserId")
            : sandboxUserId is not null ? (sandboxUserId, CommandMessages.SandboxSource)
            : EnvironmentVariable.Read(EnvironmentVariable.UserId) is { } variable
                ? (NamingSource(EnvironmentVariable.UserId, () => IdText.Require(variable)), EnvironmentVariable.UserId)
            : throw new ArgumentException(CommandMessages.NoUserId);
    }

    public string UserId { get; }

    /// <summary>The source of the user id, for messages.</summary>
    public string UserIdSource { get; }

    /// <summary>The source of the credentials, for messages.</summary>
    public string Source { get; }

    public string? AppId { get; private init; }

    public SecureString? AppSecret { get; private init; }

    public SecureString? AccessToken { get; private init; }

    public SecureString? SessionId { get; private init; }

    public static Identity OfApp(string source, string appId, SecureString appSecret, string? userId) =>
        new(source, userId) { AppId = appId, AppSecret = appSecret };

    public static Identity OfToken(string source, SecureString accessToken, SecureString? sessionId, string? userId) =>
        new(source, userId) { AccessToken = accessToken, SessionId = sessionId };

    public static Identity OfSandbox(string? userId) => new(CommandMessages.SandboxSource, userId, "1505084218764547200")
    {
        AppId = "sandbox",
        AppSecret = SecureText.Protect(Guid.NewGuid().ToString("N")),
    };

    /// <summary>The app if there is one, else the token: an app needs no renewal.</summary>
    /// <exception cref="ArgumentException">The environment has neither.</exception>
    public static Identity OfEnvironment(string? userId)
    {
        string? appId = EnvironmentVariable.Read(EnvironmentVariable.AppId);
        var appSecret = EnvironmentVariable.ReadSecret(EnvironmentVariable.AppSecret);
        if (appId is not null && appSecret is not null)
            return OfApp(EnvironmentVariable.AppId + ", " + EnvironmentVariable.AppSecret, appId, appSecret, userId);
        if (EnvironmentVariable.ReadSecret(EnvironmentVariable.AccessToken) is { } accessToken)
            return OfToken(
                EnvironmentVariable.AccessToken, accessToken, EnvironmentVariable.ReadSecret(EnvironmentVariable.SessionId), userId);
        throw new ArgumentException(
            appId is not null ? SR.Format(CommandMessages.VariableMissing, EnvironmentVariable.AppId, EnvironmentVariable.AppSecret)
            : appSecret is not null ? SR.Format(CommandMessages.VariableMissing, EnvironmentVariable.AppSecret, EnvironmentVariable.AppId)
            : CommandMessages.NoCredentials);
    }

    /// <exception cref="ArgumentException">Empty or with characters that a header cannot contain.</exception>
    public KooDriveCredential CreateCredential() => NamingSource(
        Source,
        () => AppSecret is not null ? KooDriveCredential.App(AppId!, AppSecret) : KooDriveCredential.Token(AccessToken!, SessionId));

    private static T NamingSource<T>(string source, Func<T> create)
    {
        try
        {
            return create();
        }
        catch (ArgumentException e)
        {
            throw new ArgumentException(source + ": " + e.Message, e);
        }
    }
}
