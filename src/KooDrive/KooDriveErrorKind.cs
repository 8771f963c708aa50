namespace KooDrive;

/// <summary>What went wrong, in one word. The names are the <c>FullyQualifiedErrorId</c>s of the cmdlets and do not change.</summary>
public enum KooDriveErrorKind
{
    /// <summary>There is no session, or it has been disconnected.</summary>
    NotConnected,

    /// <summary>The service did not accept who we say we are (HTTP 401, or 400 with an authentication code).</summary>
    AuthenticationFailed,

    /// <summary>The access token has worked and does no longer, and could not be renewed.</summary>
    TokenExpired,

    /// <summary>The user or app may not do this (HTTP 403, code 13000410).</summary>
    AccessDenied,

    /// <summary>The service knows no task with this id (HTTP 404, code 13000309).</summary>
    TaskNotFound,

    /// <summary>The service answered with a code that is not 0.</summary>
    ServiceError,

    /// <summary>Too many requests (HTTP 429), for longer than we retry.</summary>
    Throttled,

    /// <summary>The service or the gateway before it is out of order (HTTP 408, 500, 502, 503, 504), for longer than we retry.</summary>
    ServiceUnavailable,

    /// <summary>The answer is not what the contract promises.</summary>
    InvalidResponse,

    /// <summary>No connection, or it broke off.</summary>
    ConnectionFailed,

    /// <summary>The answer did not arrive whole within the operation time-out.</summary>
    OperationTimeout,

    /// <summary>The service handed out a cursor for the second time: following it would never end.</summary>
    CursorLoop,

    /// <summary>The service does not accept the cursor.</summary>
    CursorRejected,

    /// <summary>A request that changes something may or may not have been carried out.</summary>
    OutcomeUnknown,

    /// <summary>A task did not end within the time limit.</summary>
    WaitTimeout,
}
