using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace KooDrive.Sandbox;

/// <summary>
/// Signs requests for comparison: app authentication implemented from the API reference, on bytes. It shares no code with the signer
/// of the client, <see cref="Uri"/> included, so that a mistake there is refused here.
/// </summary>
public static class ReferenceSigner
{
    /// <summary>The algorithm's name, with which the header starts.</summary>
    public const string Algorithm = "HMAC-SHA256";

    private const string HexDigits = "0123456789ABCDEF";

    /// <summary>The value of the <c>Authorization</c> header.</summary>
    /// <param name="appId">The app's id.</param>
    /// <param name="appSecret">The app's secret.</param>
    /// <param name="method">The HTTP method.</param>
    /// <param name="target">Path and query as they are sent.</param>
    /// <param name="headers">The headers to sign.</param>
    /// <param name="body">The body; null or empty for none.</param>
    public static string Authorization(
        string appId, string appSecret, string method, string target, IEnumerable<(string Name, string Value)> headers, byte[]? body = null)
    {
        var signed = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in headers)
            signed[LowerCase(name)] = value.Trim();

        int question = target.IndexOf('?');
        string path = question < 0 ? target : target.Substring(0, question);
        string query = question < 0 ? string.Empty : target.Substring(question + 1);
        string names = string.Join(";", signed.Keys);

        var canonical = new StringBuilder(method).Append('\n')
            .Append(CanonicalPath(path)).Append('\n')
            .Append(CanonicalQuery(query)).Append('\n');
        foreach (var header in signed)
            canonical.Append(header.Key).Append(':').Append(header.Value).Append('\n');
        canonical.Append('\n').Append(names).Append('\n').Append(Hash(body ?? []));

        string toSign = Algorithm + "\n" + Hash(Utf8(canonical.ToString()));
        using var hmac = new HMACSHA256(Utf8(appSecret));
        return $"{Algorithm} AppId={appId},SignedHeaders={names},Signature={LowerHex(hmac.ComputeHash(Utf8(toSign)))}";
    }

    // RFC 3986, 5.2.4, for absolute paths; every segment ends with a slash, the last one too.
    private static string CanonicalPath(string path)
    {
        var segments = new List<string>();
        foreach (string segment in path.Split('/').Skip(1))
        {
            string plain = Encode(Decode(segment));
            if (plain == "..")
                segments.RemoveRange(Math.Max(0, segments.Count - 1), Math.Min(1, segments.Count));
            else if (plain != ".")
                segments.Add(plain);
        }

        if (segments.Count > 0 && segments[segments.Count - 1].Length == 0)
            segments.RemoveAt(segments.Count - 1);
        return "/" + string.Concat(segments.Select(segment => segment + "/"));
    }

    // Encoded text is ASCII; sorting compares the decoded bytes.
    private static string CanonicalQuery(string query)
    {
        var pairs = new List<(byte[] Name, byte[] Value)>();
        foreach (string pair in query.Split('&').Where(pair => pair.Length > 0))
        {
            int equals = pair.IndexOf('=');
            pairs.Add(equals < 0 ? (Decode(pair), []) : (Decode(pair.Substring(0, equals)), Decode(pair.Substring(equals + 1))));
        }

        pairs.Sort((left, right) => Compare(left.Name, right.Name) is not 0 and var order ? order : Compare(left.Value, right.Value));
        return string.Join("&", pairs.Select(pair => Encode(pair.Name) + "=" + Encode(pair.Value)));
    }

    private static int Compare(byte[] left, byte[] right)
    {
        for (int i = 0; i < Math.Min(left.Length, right.Length); i++)
        {
            if (left[i] != right[i])
                return left[i] - right[i];
        }

        return left.Length - right.Length;
    }

    private static byte[] Decode(string text)
    {
        byte[] bytes = Utf8(text);
        using var decoded = new MemoryStream(bytes.Length);
        for (int i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == '%' && i + 2 < bytes.Length && HexDigit(bytes[i + 1]) is { } high && HexDigit(bytes[i + 2]) is { } low)
            {
                decoded.WriteByte((byte)((high << 4) | low));
                i += 2;
            }
            else
            {
                decoded.WriteByte(bytes[i]);
            }
        }

        return decoded.ToArray();
    }

    private static int? HexDigit(byte character) => character switch
    {
        >= (byte)'0' and <= (byte)'9' => character - '0',
        >= (byte)'A' and <= (byte)'F' => character - 'A' + 10,
        >= (byte)'a' and <= (byte)'f' => character - 'a' + 10,
        _ => null,
    };

    private static string Encode(byte[] bytes)
    {
        var text = new StringBuilder(bytes.Length);
        foreach (byte value in bytes)
        {
            if ((char)value is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '_' or '.' or '~')
                text.Append((char)value);
            else
                text.Append('%').Append(HexDigits[value >> 4]).Append(HexDigits[value & 15]);
        }

        return text.ToString();
    }

    private static string Hash(byte[] bytes)
    {
        return LowerHex(SHA256.HashData(bytes));
    }

    private static string LowerHex(byte[] bytes)
    {
        var text = new StringBuilder(bytes.Length * 2);
        foreach (byte value in bytes)
            text.Append(HexDigits[value >> 4]).Append(HexDigits[value & 15]);
        return LowerCase(text.ToString());
    }

#pragma warning disable CA1308 // The rule of the reference is lower case.
    private static string LowerCase(string text) => text.ToLowerInvariant();
#pragma warning restore CA1308

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
