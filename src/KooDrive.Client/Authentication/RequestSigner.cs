using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using KooDrive.Client.Http;

namespace KooDrive.Client.Authentication;

/// <summary>
/// Signs a request with an app's secret (API reference, <i>App-based Authentication Generation Rule</i>, steps 1 to 4).
/// </summary>
internal static class RequestSigner
{
    /// <summary>The algorithm's name, with which the string to sign and the <c>Authorization</c> header begin.</summary>
    public const string Algorithm = "HMAC-SHA256";

    /// <summary>The format of <c>X-Date</c>, in UTC.</summary>
    public const string DateFormat = "yyyyMMdd'T'HHmmss'Z'";

    /// <summary>Makes the value of the <c>Authorization</c> header.</summary>
    /// <param name="appId">The app's id.</param>
    /// <param name="appSecret">The app's secret, in UTF-8.</param>
    /// <param name="method">The HTTP method, upper case.</param>
    /// <param name="uri">The absolute address as it is requested, with its query.</param>
    /// <param name="headers">The headers to sign, among them <c>host</c>, <c>x-date</c> and <c>x-user-id</c>.</param>
    /// <param name="body">The bytes of the body; empty for none.</param>
    /// <returns><c>HMAC-SHA256 AppId=…,SignedHeaders=…,Signature=…</c></returns>
    public static string Sign(
        string appId,
        byte[] appSecret,
        string method,
        Uri uri,
        IEnumerable<KeyValuePair<string, string>> headers,
        byte[] body)
    {
        var signed = headers
            .Select(header => new KeyValuePair<string, string>(Lower(header.Key), header.Value.Trim()))
            .OrderBy(header => header.Key, StringComparer.Ordinal)
            .ToArray();
        string names = string.Join(";", signed.Select(header => header.Key));
        string stringToSign = Algorithm + "\n" + Hash(Encoding.UTF8.GetBytes(CanonicalRequest(method, uri, signed, names, body)));
        return $"{Algorithm} AppId={appId},SignedHeaders={names},Signature={Signature(appSecret, stringToSign)}";
    }

    /// <summary>The signature in an <c>Authorization</c> header; empty when there is none.</summary>
    /// <param name="authorization">What <see cref="Sign"/> returned, or any other value of the header.</param>
    public static string SignatureIn(string authorization)
    {
        const string Name = ",Signature=";
        int at = authorization.IndexOf(Name, StringComparison.Ordinal);
        return at < 0 ? string.Empty : authorization.Substring(at + Name.Length);
    }

    private static string CanonicalRequest(
        string method, Uri uri, KeyValuePair<string, string>[] signed, string names, byte[] body)
    {
        var text = new StringBuilder()
            .Append(method).Append('\n')
            .Append(CanonicalPath(uri)).Append('\n')
            .Append(CanonicalQuery(uri)).Append('\n');
        foreach (var header in signed)
            text.Append(header.Key).Append(':').Append(header.Value).Append('\n');
        return text.Append('\n').Append(names).Append('\n').Append(Hash(body)).ToString();
    }

    // Uri has resolved dot segments already. The closing slash belongs to the canonical form only, never to the request.
    private static string CanonicalPath(Uri uri)
    {
        var segments = uri.AbsolutePath.Split('/').Select(segment => PercentEncoding.Encode(Uri.UnescapeDataString(segment)));
        string path = string.Join("/", segments);
        return path.EndsWith("/", StringComparison.Ordinal) ? path : path + "/";
    }

    private static string CanonicalQuery(Uri uri)
    {
        if (uri.Query.Length <= 1)
            return string.Empty;
        var pairs = uri.Query.Substring(1).Split('&').Where(pair => pair.Length > 0).Select(pair =>
        {
            int equals = pair.IndexOf('=');
            string name = Uri.UnescapeDataString(equals < 0 ? pair : pair.Substring(0, equals));
            string value = equals < 0 ? string.Empty : Uri.UnescapeDataString(pair.Substring(equals + 1));
            return (Name: name, Value: value);
        });
        return string.Join("&", pairs
            .OrderBy(pair => pair.Name, CodePointOrder.Instance)
            .ThenBy(pair => pair.Value, CodePointOrder.Instance)
            .Select(pair => PercentEncoding.Encode(pair.Name) + "=" + PercentEncoding.Encode(pair.Value)));
    }

    private static string Signature(byte[] appSecret, string stringToSign)
    {
        using var hmac = new HMACSHA256(appSecret);
        return LowerHex(hmac.ComputeHash(Encoding.UTF8.GetBytes(stringToSign)));
    }

    private static string Hash(byte[] bytes) => LowerHex(SHA256.HashData(bytes));

    private static string LowerHex(byte[] bytes) => Lower(Convert.ToHexString(bytes));

#pragma warning disable CA1308 // The rule of the reference is lower case.
    private static string Lower(string name) => name.ToLowerInvariant();
#pragma warning restore CA1308

    // The order of UTF-8 bytes is that of the code points; the ordinal order of UTF-16 is not (U+10000 before U+E000).
    private sealed class CodePointOrder : IComparer<string>
    {
        public static readonly CodePointOrder Instance = new();

        public int Compare(string? x, string? y)
        {
            byte[] left = Encoding.UTF8.GetBytes(x ?? string.Empty);
            byte[] right = Encoding.UTF8.GetBytes(y ?? string.Empty);
            for (int i = 0; i < Math.Min(left.Length, right.Length); i++)
            {
                if (left[i] != right[i])
                    return left[i].CompareTo(right[i]);
            }

            return left.Length.CompareTo(right.Length);
        }
    }
}
