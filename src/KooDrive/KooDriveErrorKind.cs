namespace KooDrive;

/// <summary>What went wrong. The names are the <c>FullyQualifiedErrorId</c>s of the cmdlets and do not change.</summary>
public enum KooDriveErrorKind
{
    /// <summary>There is no session, or it has been disconnected.</summary>
    NotConnected,

    /// <summary>The service did not accept the credentials (HTTP 401, or 400 with an authentication code).</summary>
    AuthenticationFailed,

    /// <summary>The access token was valid, has expired, and could not be renewed.</summary>
    TokenExpired,

    /// <summary>The user or app may not do this (HTTP 403, code 13000410).</summary>
    AccessDenied,

    /// <summary>There is no task with this id (HTTP 404, code 13000309).</summary>
    TaskNotFound,

    /// <summary>The response has a code that is not 0.</summary>
    ServiceError,

    /// <summary>Too many requests (HTTP 429), for longer than the retry time.</summary>
    Throttled,

    /// <summary>The service or its gateway does not work (HTTP 408, 500, 502, 503, 504), for longer than the retry time.</summary>
    ServiceUnavailable,

    /// <summary>The response is not what the API reference describes, or larger than the client accepts.</summary>
    InvalidResponse,

    /// <summary>There is no connection, or it broke.</summary>
    ConnectionFailed,

    /// <summary>The response did not arrive completely within the operation time-out.</summary>
    OperationTimeout,

    /// <summary>The service returned a cursor or a page for the second time: the listing would never end.</summary>
    CursorLoop,

    /// <summary>The service does not accept the cursor.</summary>
    CursorRejected,

    /// <summary>A request that changes data may or may not have been executed.</summary>
    OutcomeUnknown,

    /// <summary>A task did not end within the time limit.</summary>
    WaitTimeout,
}
