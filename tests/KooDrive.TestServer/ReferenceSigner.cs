using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace KooDrive.TestServer;

/// <summary>
/// App authentication a second time, from the API reference alone and on bytes, to hold the product's signer against.
/// It shares no code with it, <see cref="Uri"/> included.
/// </summary>
public static class ReferenceSigner
{
    /// <summary>The value of the <c>Authorization</c> header.</summary>
    /// <param name="appId">The app's id.</param>
    /// <param name="appSecret">The app's secret.</param>
    /// <param name="method">The HTTP method.</param>
    /// <param name="target">Path and query as they go over the wire.</param>
    /// <param name="headers">The headers to sign.</param>
    /// <param name="body">The body; empty for none.</param>
    public static string Authorization(
        string appId, string appSecret, string method, string target, IEnumerable<(string Name, string Value)> headers, ReadOnlySpan<byte> body = default)
    {
        var signed = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in headers)
            signed[name.ToLowerInvariant()] = value.Trim();

        int question = target.IndexOf('?', StringComparison.Ordinal);
        string path = question < 0 ? target : target[..question];
        string query = question < 0 ? string.Empty : target[(question + 1)..];
        string names = string.Join(';', signed.Keys);

        using var canonical = new MemoryStream();
        Write(canonical, method + "\n");
        Write(canonical, Path(path) + "\n");
        Write(canonical, Query(query) + "\n");
        foreach (var (name, value) in signed)
            Write(canonical, name + ":" + value + "\n");
        Write(canonical, "\n" + names + "\n");
        Write(canonical, Convert.ToHexStringLower(SHA256.HashData(body)));

        string toSign = "HMAC-SHA256\n" + Convert.ToHexStringLower(SHA256.HashData(canonical.ToArray()));
        byte[] signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(appSecret), Encoding.UTF8.GetBytes(toSign));
        return $"HMAC-SHA256 AppId={appId},SignedHeaders={names},Signature={Convert.ToHexStringLower(signature)}";
    }

    // RFC 3986, 5.2.4, for absolute paths; every segment is closed with a slash, the last one too.
    private static string Path(string path)
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

        if (segments.Count > 0 && segments[^1].Length == 0)
            segments.RemoveAt(segments.Count - 1);
        return "/" + string.Concat(segments.Select(segment => segment + "/"));
    }

    // Encoded text is ASCII; sorting has to see the bytes that it stands for.
    private static string Query(string query)
    {
        var pairs = new List<(byte[] Name, byte[] Value)>();
        foreach (string pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = pair.Split('=', 2);
            pairs.Add((Decode(parts[0]), parts.Length > 1 ? Decode(parts[1]) : []));
        }

        pairs.Sort((left, right) => left.Name.AsSpan().SequenceCompareTo(right.Name) is not 0 and var order
            ? order
            : left.Value.AsSpan().SequenceCompareTo(right.Value));
        return string.Join('&', pairs.Select(pair => Encode(pair.Name) + "=" + Encode(pair.Value)));
    }

    private static byte[] Decode(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        var decoded = new List<byte>(bytes.Length);
        for (int i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == '%' && i + 2 < bytes.Length && char.IsAsciiHexDigit((char)bytes[i + 1]) && char.IsAsciiHexDigit((char)bytes[i + 2]))
            {
                decoded.Add(Convert.FromHexString(Encoding.ASCII.GetString(bytes, i + 1, 2))[0]);
                i += 2;
            }
            else
            {
                decoded.Add(bytes[i]);
            }
        }

        return [.. decoded];
    }

    private static string Encode(byte[] bytes)
    {
        var text = new StringBuilder();
        foreach (byte value in bytes)
        {
            if (char.IsAsciiLetterOrDigit((char)value) || value is (byte)'-' or (byte)'_' or (byte)'.' or (byte)'~')
                text.Append((char)value);
            else
                text.Append('%').Append(Convert.ToHexString([value]));
        }

        return text.ToString();
    }

    private static void Write(MemoryStream stream, string text) => stream.Write(Encoding.UTF8.GetBytes(text));
}
