using System.Net;
using System.Security;

namespace KooDrive.PowerShell.Sessions;

/// <summary>Secrets as text.</summary>
internal static class SecureText
{
    /// <summary>A read-only copy of the text.</summary>
    public static SecureString Protect(string text)
    {
        var secret = new NetworkCredential(string.Empty, text).SecurePassword;
        secret.MakeReadOnly();
        return secret;
    }

    /// <summary>The text of a secret.</summary>
    public static string Reveal(SecureString secret) => new NetworkCredential(string.Empty, secret).Password;
}
