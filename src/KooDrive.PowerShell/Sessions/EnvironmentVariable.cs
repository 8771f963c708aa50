using System;
using System.Security;

namespace KooDrive.PowerShell.Sessions;

/// <summary>The environment variables for a connection.</summary>
internal static class EnvironmentVariable
{
    public const string AppId = "KOODRIVE_APP_ID";
    public const string AppSecret = "KOODRIVE_APP_SECRET";
    public const string AccessToken = "KOODRIVE_ACCESS_TOKEN";
    public const string SessionId = "KOODRIVE_SESSION_ID";
    public const string UserId = "KOODRIVE_USER_ID";
    public const string Endpoint = "KOODRIVE_ENDPOINT";

    /// <summary>The variable's value; null when it is missing or empty.</summary>
    public static string? Read(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    /// <summary>The variable's value as a secret; null when it is missing or empty.</summary>
    public static SecureString? ReadSecret(string name) =>
        Read(name) is { } text ? SecureText.Protect(text) : null;
}
