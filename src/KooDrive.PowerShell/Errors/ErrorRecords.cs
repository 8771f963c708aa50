using System.Management.Automation;

namespace KooDrive.PowerShell.Errors;

/// <summary>The one place where errors become error records. Ids and categories are part of the module's contract.</summary>
internal static class ErrorRecords
{
    /// <param name="exception">What went wrong.</param>
    /// <param name="target">What it went wrong with: a task id, a cursor or the endpoint; null for none.</param>
    public static ErrorRecord From(KooDriveException exception, object? target) =>
        new(exception, exception.Kind.ToString(), CategoryOf(exception.Kind), target)
        {
            ErrorDetails = new ErrorDetails(exception.Description) { RecommendedAction = exception.RecommendedAction },
        };

    public static KooDriveException NoSession() => new(
        KooDriveErrorKind.NotConnected,
        CommandMessages.NoSessionSummary,
        CommandMessages.NoSessionAction);

    public static KooDriveException SessionOfAnotherProcess() => new(
        KooDriveErrorKind.NotConnected,
        CommandMessages.ForeignSessionSummary,
        CommandMessages.ForeignSessionAction);

    public static KooDriveException SessionAwaitsToken() => new(
        KooDriveErrorKind.TokenExpired,
        CommandMessages.SessionAwaitsTokenSummary,
        CommandMessages.SessionAwaitsTokenAction);

    private static ErrorCategory CategoryOf(KooDriveErrorKind kind) => kind switch
    {
        KooDriveErrorKind.NotConnected => ErrorCategory.ConnectionError,
        KooDriveErrorKind.AuthenticationFailed => ErrorCategory.AuthenticationError,
        KooDriveErrorKind.TokenExpired => ErrorCategory.AuthenticationError,
        KooDriveErrorKind.AccessDenied => ErrorCategory.PermissionDenied,
        KooDriveErrorKind.TaskNotFound => ErrorCategory.ObjectNotFound,
        KooDriveErrorKind.ServiceError => ErrorCategory.InvalidOperation,
        KooDriveErrorKind.Throttled => ErrorCategory.LimitsExceeded,
        KooDriveErrorKind.ServiceUnavailable => ErrorCategory.ResourceUnavailable,
        KooDriveErrorKind.InvalidResponse => ErrorCategory.InvalidData,
        KooDriveErrorKind.ConnectionFailed => ErrorCategory.ConnectionError,
        KooDriveErrorKind.OperationTimeout => ErrorCategory.OperationTimeout,
        KooDriveErrorKind.CursorLoop => ErrorCategory.InvalidResult,
        KooDriveErrorKind.CursorRejected => ErrorCategory.InvalidArgument,
        KooDriveErrorKind.OutcomeUnknown => ErrorCategory.InvalidResult,
        KooDriveErrorKind.WaitTimeout => ErrorCategory.OperationTimeout,
        _ => ErrorCategory.NotSpecified,
    };
}
