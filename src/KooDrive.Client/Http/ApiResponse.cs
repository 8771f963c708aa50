namespace KooDrive.Client.Http;

/// <summary>The result of a call, and the trace id of its last request.</summary>
/// <remarks>A class: the JIT compiles asynchronous methods that return own structs anew in each process.</remarks>
internal sealed record ApiResponse<T>(T Value, string TraceId)
    where T : class;
