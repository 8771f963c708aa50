namespace KooDrive.Benchmarks.Server;

/// <summary>What the server does with a request.</summary>
internal enum ServerBehavior
{
    /// <summary>Responds.</summary>
    Response,

    /// <summary>Reads the request and does not respond.</summary>
    StallBeforeResponse,

    /// <summary>Sends half of the response.</summary>
    StallInBody,

    /// <summary>Responds with HTTP 429 and a <c>Retry-After</c> of one hour.</summary>
    Throttle,
}
