namespace KooDrive;

/// <summary>What exactly went wrong, where a <see cref="KooDriveErrorKind"/> covers several cases with different remedies.</summary>
public enum KooDriveErrorReason
{
    /// <summary>The kind has one case only.</summary>
    None,

    /// <summary>The session has been disconnected.</summary>
    Disconnected,

    /// <summary>The session that was passed is null.</summary>
    SessionNull,

    /// <summary>The session that was passed is a copy from another process.</summary>
    SessionDeserialized,

    /// <summary>The proxy requires credentials, or does not accept those it was given (HTTP 407).</summary>
    ProxyAuthentication,

    /// <summary>The certificate of the service, or of a proxy, is not trusted.</summary>
    Certificate,

    /// <summary>
    /// The service, or a proxy with an https:// address, responds without TLS, or with no version and cipher that this computer supports.
    /// .NET Framework does not distinguish it from other failures.
    /// </summary>
    TlsHandshake,

    /// <summary>There is no host of this name.</summary>
    UnknownHost,

    /// <summary>The service's gateway has no such path: the endpoint may not be KooDrive's.</summary>
    UnknownPath,

    /// <summary>The credentials are valid, but this request is not authorized (HTTP 401).</summary>
    NotAuthorized,

    /// <summary>The response was a redirect, which is not followed.</summary>
    Redirect,

    /// <summary>The response is larger than the client accepts.</summary>
    ResponseTooLarge,

    /// <summary>The user's token provider failed.</summary>
    TokenProviderFailed,

    /// <summary>The user's token provider returned the refused token again.</summary>
    TokenProviderRepeated,

    /// <summary>The user's token provider uses the session that needs the token.</summary>
    TokenProviderNested,

    /// <summary>The task may exist; it has no result.</summary>
    ResultMissing,

    /// <summary>There is no user with this id.</summary>
    UserMissing,

    /// <summary>There is no recipient of this user's data.</summary>
    RecipientMissing,

    /// <summary>The response holds no list, or several, and the request does not name one.</summary>
    ListUnclear,

    /// <summary>A custom request may or may not have changed data.</summary>
    UnconfirmedChange,
}
