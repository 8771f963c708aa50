namespace KooDrive.PowerShell.Errors;

/// <summary>The errors of a command that cannot use a session.</summary>
internal static class SessionErrors
{
    public static KooDriveException None() => new(KooDriveErrorKind.NotConnected, CommandMessages.NoSession);

    public static KooDriveException Null() =>
        new(KooDriveErrorKind.NotConnected, CommandMessages.SessionNull) { Reason = KooDriveErrorReason.SessionNull };

    public static KooDriveException Copy() =>
        new(KooDriveErrorKind.NotConnected, CommandMessages.SessionCopy) { Reason = KooDriveErrorReason.SessionCopy };

    public static KooDriveException Nested() =>
        new(KooDriveErrorKind.TokenExpired, CommandMessages.TokenProviderNested) { Reason = KooDriveErrorReason.TokenProviderNested };
}
