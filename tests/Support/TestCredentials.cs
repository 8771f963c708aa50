using System.Net;
using System.Security;
using KooDrive.Client.Authentication;
using KooDrive.TestServer;

namespace KooDrive.TestSupport;

/// <summary>Credentials for clients under test, by default those of <see cref="TestAccount"/>.</summary>
internal static class TestCredentials
{
    public static KooDriveCredential App(string appId = AppId, string appSecret = AppSecret) =>
        KooDriveCredential.App(appId, appSecret.Secure());

    public static KooDriveCredential TokenOf(string accessToken = UserToken, string? sessionId = null) =>
        KooDriveCredential.Token(accessToken.Secure(), sessionId?.Secure());

    public static SecureString Secure(this string text) => new NetworkCredential(string.Empty, text).SecurePassword;
}
