namespace KooDrive.Http;

/// <summary>What a call brought back, and the trace id of the request that did.</summary>
internal readonly record struct ApiResult<T>(T Value, string TraceId);
