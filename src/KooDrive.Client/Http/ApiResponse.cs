namespace KooDrive.Client.Http;

/// <summary>What a call brought back, and the trace id of the request that did.</summary>
/// <remarks>A class: asynchronous methods that return structs of our own are compiled anew in each process.</remarks>
internal sealed record ApiResponse<T>(T Value, string TraceId)
    where T : class;
