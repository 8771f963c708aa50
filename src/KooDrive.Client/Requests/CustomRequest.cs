using System.Net.Http;

namespace KooDrive.Client.Requests;

/// <summary>A call of the API that the client has no method of its own for.</summary>
/// <param name="method">The HTTP method. What is not GET is taken to change data: it is sent once.</param>
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
