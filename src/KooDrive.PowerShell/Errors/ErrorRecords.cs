using System;
using System.Management.Automation;

namespace KooDrive.PowerShell.Errors;

/// <summary>Creates error records from exceptions. Ids and categories are part of the module's contract.</summary>
internal static class ErrorRecords
{
    // PowerShell shows the recommended action of an error since 7.5. Before, the message has to contain it.
    private static readonly bool ShowsAction = typeof(PSObject).Assembly.GetName().Version >= new Version(7, 5);

    /// <summary>A call that failed.</summary>
    /// <param name="exception">The exception. Its recommended action is set.</param>
    /// <param name="target">The target: a task id, a cursor or the endpoint; null for none.</param>
    public static ErrorRecord From(KooDriveException exception, object? target)
    {
        exception.RecommendedAction = RecommendedActions.For(exception);
        return new ErrorRecord(exception, exception.Kind.ToString(), CategoryOf(exception), target)
        {
            ErrorDetails = new ErrorDetails(ShowsAction ? exception.Description : exception.Message)
            {
                RecommendedAction = exception.RecommendedAction,
            },
        };
    }

    /// <summary>An invalid value; nothing was sent.</summary>
    /// <param name="exception">The reason.</param>
    /// <param name="target">The value or its object; null when it may be a secret.</param>
    public static ErrorRecord InvalidArgument(ArgumentException exception, object? target) =>
        new(exception, nameof(ErrorCategory.InvalidArgument), ErrorCategory.InvalidArgument, target);

    // The id of a missing user or recipient is ServiceError, since the service reports it by a code; its category says what it is.
    private static ErrorCategory CategoryOf(KooDriveException exception) =>
        exception.Reason is KooDriveErrorReason.UserMissing or KooDriveErrorReason.RecipientMissing
            ? ErrorCategory.ObjectNotFound
            : CategoryOf(exception.Kind);

#pragma warning disable CS8524 // A kind that is missing here does not compile (CS8509); a number without a name is no kind.
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
    };
#pragma warning restore CS8524
}
