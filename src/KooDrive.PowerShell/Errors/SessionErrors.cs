namespace KooDrive.PowerShell.Errors;

/// <summary>The errors of a command that cannot use a session.</summary>
internal static class SessionErrors
{
    public static KooDriveException None() => new(KooDriveErrorKind.NotConnected, CommandMessages.NoSession);

    public static KooDriveException Null() =>
        new(KooDriveErrorKind.NotConnected, CommandMessages.SessionNull) { Reason = KooDriveErrorReason.SessionNull };

    public static KooDriveException Deserialized() =>
        new(KooDriveErrorKind.NotConnected, CommandMessages.SessionDeserialized) { Reason = KooDriveErrorReason.SessionDeserialized };

    public static KooDriveException Nested() =>
        new(KooDriveErrorKind.TokenExpired, CommandMessages.TokenProviderNested) { Reason = KooDriveErrorReason.TokenProviderNested };
}
