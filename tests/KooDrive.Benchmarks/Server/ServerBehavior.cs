namespace KooDrive.Benchmarks.Server;

/// <summary>What the server does with a request.</summary>
internal enum ServerBehavior
{
    /// <summary>Answers it.</summary>
    Response,

    /// <summary>Takes it and says nothing.</summary>
    StallBeforeResponse,

    /// <summary>Sends half of the answer and no more.</summary>
    StallInBody,

    /// <summary>Asks to come back in an hour: HTTP 429.</summary>
    Throttle,
}
