using System.Net;

namespace KooDrive.Client.Http;

/// <summary>What is known of what a request has done at the service. It decides whether a request that changes data may be sent again.</summary>
internal enum ExchangeState
{
    /// <summary>The service has not seen it.</summary>
    Unsent,

    /// <summary>The service has refused it, and has not executed it.</summary>
    Refused,

    /// <summary>The service has executed it and said so.</summary>
    Answered,

    /// <summary>It may have been executed.</summary>
    Unknown,
}

/// <summary>Tells the state of an exchange by its response.</summary>
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
