using System.Collections.Generic;

namespace KooDrive.Sandbox;

/// <summary>One HTTP response.</summary>
public sealed class SandboxResponse
{
    /// <summary>Makes a response.</summary>
    /// <param name="statusCode">The HTTP status.</param>
    /// <param name="headers">The headers, those of the content included; without a length.</param>
    /// <param name="body">The bytes of the body.</param>
    public SandboxResponse(int statusCode, IReadOnlyList<KeyValuePair<string, string>> headers, byte[] body)
    {
        StatusCode = statusCode;
        Headers = headers;
        Body = body;
    }

    /// <summary>The HTTP status.</summary>
    public int StatusCode { get; }

    /// <summary>The headers: <c>Date</c> and <c>Content-Type</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; }

    /// <summary>The bytes of the body.</summary>
    public byte[] Body { get; }
}
