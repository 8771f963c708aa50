using System.Net.Http;

namespace KooDrive.Client.Requests;

/// <summary>A call of the API for which the client has no method.</summary>
/// <param name="method">The HTTP method. All but GET are assumed to change data.</param>
/// <param name="target">Path and query.</param>
public sealed class CustomRequest(HttpMethod method, RequestTarget target)
{
    /// <summary>The HTTP method.</summary>
    public HttpMethod Method { get; } = method;

    /// <summary>Path and query.</summary>
    public RequestTarget Target { get; } = target;

    /// <summary>The JSON to send, in UTF-8; empty for none.</summary>
    public byte[] Body { get; init; } = [];
}
