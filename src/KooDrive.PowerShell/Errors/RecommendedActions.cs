using KooDrive.Client.Diagnostics;

namespace KooDrive.PowerShell.Errors;

/// <summary>What to do about a failure, in terms of this module's commands and parameters.</summary>
internal static class RecommendedActions
{
#pragma warning disable CS8524 // What is missing here does not compile (CS8509); a number without a name is no kind and no reason.
    public static string For(KooDriveException exception) => exception.Reason switch
    {
        KooDriveErrorReason.None => For(exception.Kind),
        KooDriveErrorReason.Disconnected => CommandMessages.DisconnectedAction,
        KooDriveErrorReason.SessionNull => CommandMessages.SessionNullAction,
        KooDriveErrorReason.SessionDeserialized => CommandMessages.SessionDeserializedAction,
        KooDriveErrorReason.ProxyAuthentication => CommandMessages.ProxyAuthenticationAction,
        KooDriveErrorReason.Certificate => CommandMessages.CertificateAction,
        KooDriveErrorReason.TlsHandshake => CommandMessages.TlsHandshakeAction,
        KooDriveErrorReason.UnknownHost => CommandMessages.UnknownHostAction,
        KooDriveErrorReason.UnknownPath => CommandMessages.UnknownPathAction,
        KooDriveErrorReason.NotAuthorized => CommandMessages.NotAuthorizedAction,
        KooDriveErrorReason.Redirect => CommandMessages.RedirectAction,
        KooDriveErrorReason.ResponseTooLarge => CommandMessages.ResponseTooLargeAction,
        KooDriveErrorReason.TokenProviderFailed => CommandMessages.TokenProviderFailedAction,
        KooDriveErrorReason.TokenProviderRepeated => CommandMessages.TokenProviderRepeatedAction,
        KooDriveErrorReason.TokenProviderNested => CommandMessages.TokenProviderNestedAction,
        KooDriveErrorReason.ResultMissing => CommandMessages.ResultMissingAction,
        KooDriveErrorReason.UserMissing => CommandMessages.UserMissingAction,
        KooDriveErrorReason.RecipientMissing => CommandMessages.RecipientMissingAction,
        KooDriveErrorReason.ListUnclear => CommandMessages.ListUnclearAction,
        KooDriveErrorReason.UnconfirmedChange => CommandMessages.UnconfirmedChangeAction,
    };

    /// <summary>What to do about what a connection test has found; null for nothing.</summary>
    public static string? For(ConnectionFinding finding) => finding.Problem switch
    {
        ConnectionProblem.None => null,
        ConnectionProblem.Name => CommandMessages.UnknownHostAction,
        ConnectionProblem.Tcp => CommandMessages.CheckTcpAction,
        ConnectionProblem.ProxyAddress => CommandMessages.CheckProxyAddressAction,
        ConnectionProblem.ProxyAuthentication => CommandMessages.ProxyAuthenticationAction,
        ConnectionProblem.ProxyTunnel => CommandMessages.CheckProxyTunnelAction,
        ConnectionProblem.TlsHandshake => CommandMessages.CheckTlsHandshakeAction,
        ConnectionProblem.Certificate => CommandMessages.CertificateAction,
        ConnectionProblem.Clock => CommandMessages.CheckClockAction,
        ConnectionProblem.Request => For(finding.Failure!),
    };

    private static string For(KooDriveErrorKind kind) => kind switch
    {
        KooDriveErrorKind.NotConnected => CommandMessages.NotConnectedAction,
        KooDriveErrorKind.AuthenticationFailed => CommandMessages.AuthenticationFailedAction,
        KooDriveErrorKind.TokenExpired => CommandMessages.TokenExpiredAction,
        KooDriveErrorKind.AccessDenied => CommandMessages.AccessDeniedAction,
        KooDriveErrorKind.TaskNotFound => CommandMessages.TaskNotFoundAction,
        KooDriveErrorKind.ServiceError => CommandMessages.ServiceErrorAction,
        KooDriveErrorKind.Throttled => CommandMessages.ThrottledAction,
        KooDriveErrorKind.ServiceUnavailable => CommandMessages.ServiceUnavailableAction,
        KooDriveErrorKind.InvalidResponse => CommandMessages.InvalidResponseAction,
        KooDriveErrorKind.ConnectionFailed => CommandMessages.ConnectionFailedAction,
        KooDriveErrorKind.OperationTimeout => CommandMessages.OperationTimeoutAction,
        KooDriveErrorKind.CursorLoop => CommandMessages.CursorLoopAction,
        KooDriveErrorKind.CursorRejected => CommandMessages.CursorRejectedAction,
        KooDriveErrorKind.OutcomeUnknown => CommandMessages.OutcomeUnknownAction,
        KooDriveErrorKind.WaitTimeout => CommandMessages.WaitTimeoutAction,
    };
#pragma warning restore CS8524
}
