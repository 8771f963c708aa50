using System;
using System.Collections.Generic;
using System.Linq;

namespace KooDrive.Sandbox;

/// <summary>One HTTP request, as it was received.</summary>
public sealed class SandboxRequest
{
    /// <summary>Makes a request.</summary>
    /// <param name="method">The HTTP method, upper case.</param>
    /// <param name="target">The path and query as requested, or an absolute address.</param>
    /// <param name="headers">The headers, <c>Host</c> included; names may repeat.</param>
    /// <param name="body">The bytes of the body; null or empty for none.</param>
    /// <param name="authority">The service's host and port; null when they are not known.</param>
    public SandboxRequest(
        string method, string target, IEnumerable<KeyValuePair<string, string>> headers, byte[]? body = null, string? authority = null)
    {
        Method = method;
        Target = target.StartsWith("/", StringComparison.Ordinal) ? target : new Uri(target).PathAndQuery;
        Headers = headers.ToArray();
        Body = body ?? [];
        Authority = authority;
        Uri = new Uri("http://sandbox" + Target);
    }

    /// <summary>The HTTP method.</summary>
    public string Method { get; }

    /// <summary>The path and query as requested.</summary>
    public string Target { get; }

    /// <summary>The target as an address; only its path and query are used.</summary>
    public Uri Uri { get; }

    /// <summary>The service's host and port; null when they are not known.</summary>
    public string? Authority { get; }

    /// <summary>The headers in their order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; }

    /// <summary>The bytes of the body; empty for none.</summary>
    public byte[] Body { get; }

    /// <summary>The value of a header; several of the same name are joined by commas. Null when it is absent.</summary>
    /// <param name="name">The name, in any case.</param>
    public string? Header(string name)
    {
        var values = Headers.Where(header => string.Equals(header.Key, name, StringComparison.OrdinalIgnoreCase))
            .Select(header => header.Value);
        return values.Any() ? string.Join(",", values) : null;
    }

    /// <summary>The value of a required header.</summary>
    internal string RequiredHeader(string name) =>
        Header(name) is { Length: > 0 } value ? value : throw ErrorResponseException.BadRequest($"The header {name} is missing.");
}
