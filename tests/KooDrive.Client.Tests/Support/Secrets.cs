using System.Security;

namespace KooDrive.Client.Tests;

internal static class Secrets
{
    public static SecureString Secure(this string text)
    {
        var secret = new SecureString();
        foreach (char character in text)
            secret.AppendChar(character);
        secret.MakeReadOnly();
        return secret;
    }
}
