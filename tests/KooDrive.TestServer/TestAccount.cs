namespace KooDrive.TestServer;

/// <summary>The user, app and session of the tests. The service of the tests accepts their credentials.</summary>
public static class TestAccount
{
    /// <summary>The user.</summary>
    public const string UserId = "1505084218764547200";

    /// <summary>The app.</summary>
    public const string AppId = "app-1";

    /// <summary>The secret of the app.</summary>
    public const string AppSecret = "s3cr3t";

    /// <summary>An access token of the user.</summary>
    public const string UserToken = "token-1";

    /// <summary>Another access token of the user, for a renewal.</summary>
    public const string NextUserToken = "token-2";

    /// <summary>The session that renews access tokens.</summary>
    public const string SessionId = "session-1";
}
