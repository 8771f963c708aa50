using System.Management.Automation;

namespace KooDrive.Errors;

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
        "There is no KooDrive session in this runspace, and none was passed with -Session.",
        "Run Connect-KooDrive first. In ForEach-Object -Parallel and thread jobs, which have runspaces of their own, pass -Session $using:session.");

    public static KooDriveException SessionOfAnotherProcess() => new(
        KooDriveErrorKind.NotConnected,
        "This session was made in another process, and only a copy without its secrets has come here.",
        "Run Connect-KooDrive inside the job, or use Start-ThreadJob and pass -Session $using:session.");

    public static KooDriveException SessionAwaitsToken() => new(
        KooDriveErrorKind.TokenExpired,
        "The session's token has died, and this command is part of the -AccessTokenProvider that is to bring a new one.",
        "Have the script block fetch the token without the session that it is for.");

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
