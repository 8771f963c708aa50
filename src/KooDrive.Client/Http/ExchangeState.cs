using System.Net;

namespace KooDrive.Client.Http;

/// <summary>
/// Whether the service has executed a request. It decides whether a request that changes data may be sent again.
/// </summary>
internal enum ExchangeState
{
    /// <summary>It has not reached the service.</summary>
    Unsent,

    /// <summary>The service has refused it, and has not executed it.</summary>
    Refused,

    /// <summary>The service has executed it, and its response says so.</summary>
    Executed,

    /// <summary>It may have been executed.</summary>
    Unknown,
}

/// <summary>Determines the state of an exchange from its response.</summary>
internal static class ExchangeStates
{
    /// <summary>
    /// The state after a whole response. A success stays <see cref="ExchangeState.Unknown"/> until its body has been read.
    /// Source: the API reference's error codes; a 5xx, or code 13000201 in any status, does not say that nothing was executed.
    /// </summary>
    public static ExchangeState Of(HttpStatusCode status, string? code) => (int)status switch
    {
        _ when code == ServiceCodes.InternalCallFailed => ExchangeState.Unknown,
        (int)HttpStatusCode.RequestTimeout => ExchangeState.Unknown,
        >= 400 and < 500 => ExchangeState.Refused,
        >= 200 and < 300 when ServiceCodes.IsRefusal(code) => ExchangeState.Refused,
        _ => ExchangeState.Unknown,
    };
}
