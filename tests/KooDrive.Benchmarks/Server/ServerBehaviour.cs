namespace KooDrive.Benchmarks.Server;

/// <summary>What the server does with a request.</summary>
internal enum ServerBehaviour
{
    /// <summary>Answers it.</summary>
    Answer,

    /// <summary>Takes it and says nothing.</summary>
    StallBeforeAnswer,

    /// <summary>Sends half of the answer and no more.</summary>
    StallInBody,

    /// <summary>Asks to come back in an hour: HTTP 429.</summary>
    Throttle,
}
