using System;
using System.Collections.Generic;
using System.Linq;
using KooDrive.Client.Http;

namespace KooDrive.Client.Requests;

/// <summary>Path and query of a call, in the form that is sent and signed.</summary>
public sealed class RequestTarget
{
    /// <summary>The root of relative paths.</summary>
    public const string Root = "/koodrive/ose/v1";

    private const string Api = "/koodrive/";

    private RequestTarget(string path, IReadOnlyList<KeyValuePair<string, string>> query)
    {
        Path = path;
        Query = query;
    }

    /// <summary>The absolute path, percent-encoded.</summary>
    public string Path { get; }

    /// <summary>The parameters in order, not encoded; names may repeat.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Query { get; }

    internal string PathAndQuery => Query.Count == 0
        ? Path
        : Path + "?" + string.Join("&", Query.Select(pair => PercentEncoding.Encode(pair.Key) + "=" + PercentEncoding.Encode(pair.Value)));

    /// <summary>Parses a path, with or without a query, for a call of the API at an endpoint.</summary>
    /// <param name="text">A path that begins with <c>/koodrive/</c>, one below <see cref="Root"/>, or an address at the endpoint.</param>
    /// <param name="endpoint">The service's endpoint.</param>
    /// <exception cref="ArgumentException">The path is not valid, or a proxy or gateway could interpret it differently.</exception>
    public static RequestTarget Parse(string text, Uri endpoint)
    {
        string rest = WithoutEndpoint(text.Trim(), endpoint);
        foreach (string forbidden in (string[])["#", "\\"])
        {
            if (rest.Contains(forbidden, StringComparison.Ordinal))
                throw Forbidden(text, forbidden);
        }

        int mark = rest.IndexOf('?');
        string path = (mark < 0 ? rest : rest.Substring(0, mark)).TrimStart('/');
        if (path.Length == 0)
            throw new ArgumentException(ClientMessages.PathEmpty);
        string[] segments = [.. path.Split('/').Select(Uri.UnescapeDataString)];
        foreach (string segment in segments)
        {
            // .NET Framework decodes an encoded slash, and a gateway may.
            if (segment is "." or ".." || segment.IndexOfAny(['/', '\\']) >= 0 || segment.Any(char.IsControl))
                throw Forbidden(text, PercentEncoding.Encode(segment));
        }

        string encoded = "/" + string.Join("/", segments.Select(PercentEncoding.Encode));
        return new RequestTarget(
            encoded.StartsWith(Api, StringComparison.Ordinal) ? encoded : Root + encoded,
            mark < 0 ? [] : [.. ParseQuery(rest.Substring(mark + 1))]);
    }

    /// <summary>The values of a parameter, in order.</summary>
    /// <param name="name">The parameter.</param>
    public IEnumerable<string> Values(string name) => Query.Where(pair => pair.Key == name).Select(pair => pair.Value);

    /// <summary>A copy with other values of a parameter.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="values">Its new values; none removes it.</param>
    public RequestTarget With(string name, params string[] values) =>
        new(Path, [.. Query.Where(pair => pair.Key != name), .. values.Select(value => new KeyValuePair<string, string>(name, value))]);

    private static string WithoutEndpoint(string text, Uri endpoint)
    {
        if (text.StartsWith("//", StringComparison.Ordinal) || text.StartsWith("\\\\", StringComparison.Ordinal))
            throw Elsewhere(text, endpoint);
        int scheme = text.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0 || text.IndexOfAny(['/', '?', '#']) < scheme)
            return text;

        // Not by Uri, which resolves dots and backslashes.
        int end = text.IndexOfAny(['/', '?', '#', '\\'], scheme + 3);
        string authority = end < 0 ? text : text.Substring(0, end);
        bool isEndpoint = Uri.TryCreate(authority, UriKind.Absolute, out var address)
            && address.UserInfo.Length == 0
            && address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)
                == endpoint.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
        if (!isEndpoint)
            throw Elsewhere(authority, endpoint);
        string rest = text.Substring(authority.Length);
        return rest.StartsWith(Api, StringComparison.Ordinal)
            ? rest
            : throw new ArgumentException(SR.Format(ClientMessages.PathOutsideApi, text, Api));
    }

    private static IEnumerable<KeyValuePair<string, string>> ParseQuery(string query)
    {
        foreach (string pair in query.Split('&').Where(pair => pair.Length > 0))
        {
            int equals = pair.IndexOf('=');
            yield return new(
                Uri.UnescapeDataString(equals < 0 ? pair : pair.Substring(0, equals)),
                equals < 0 ? string.Empty : Uri.UnescapeDataString(pair.Substring(equals + 1)));
        }
    }

    private static ArgumentException Forbidden(string text, string part) => new(SR.Format(ClientMessages.PathForbidden, text, part));

    private static ArgumentException Elsewhere(string address, Uri endpoint) =>
        new(SR.Format(ClientMessages.PathElsewhere, address, endpoint.GetLeftPart(UriPartial.Authority)));
}
