using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;

namespace KooDrive.Client.Http;

/// <summary>One exchange as text without secrets, for the debug stream.</summary>
/// <param name="clean">Removes the secrets.</param>
internal sealed class ExchangeText(Func<string, string> clean)
{
    private const int MaximumBodyBytes = 4096;

    // The body is cut after the secrets have been removed: part of a secret would not be found. No secret is longer than this.
    private const int LongestSecretBytes = 64 * 1024;

    private static readonly HashSet<string> SecretHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        "Authorization", "Proxy-Authorization", "Cookie", "Set-Cookie", "x-session-id",
    };

    public string Of(HttpRequestMessage request, byte[] body)
    {
        var text = new StringBuilder().Append(request.Method).Append(' ').Append(request.RequestUri!.AbsoluteUri);
        if (body.Length > 0)
            text.Append(", ").Append(body.Length).Append(" bytes");
        Append(text, request.Headers);
        Append(text, request.Content?.Headers);
        return clean(text.ToString()) + Body(body);
    }

    public string Of(HttpResponseMessage response, ReadOnlySpan<byte> body, TimeSpan duration)
    {
        var text = new StringBuilder().AppendFormat(
            CultureInfo.InvariantCulture, "HTTP {0}, {1:0} ms, {2} bytes",
            (int)response.StatusCode, duration.TotalMilliseconds, body.Length);
        Append(text, response.Headers);
        Append(text, response.Content.Headers);
        return clean(text.ToString()) + Body(body);
    }

    public string Of(HttpRequestMessage request, KooDriveException failure, TimeSpan duration) => clean(string.Format(
        CultureInfo.InvariantCulture,
        "{0} {1}: {2}, {3:0} ms\n{4}",
        request.Method,
        request.RequestUri!.AbsoluteUri,
        failure.Kind,
        duration.TotalMilliseconds,
        failure.Summary));

    private static void Append(StringBuilder text, HttpHeaders? headers)
    {
        foreach (var header in headers ?? (IEnumerable<KeyValuePair<string, IEnumerable<string>>>)[])
            text.Append('\n').Append(header.Key).Append(": ").Append(Value(header.Key, string.Join(", ", header.Value)));
    }

    private static string Value(string name, string value)
    {
        if (SecretHeaders.Contains(name))
            return Redactor.Replacement;
        int query = name == "Location" ? value.IndexOf('?') : -1;
        return query < 0 ? value : value.Substring(0, query + 1) + Redactor.Replacement;
    }

    private string Body(ReadOnlySpan<byte> body)
    {
        if (body.Length == 0)
            return string.Empty;
        string text = clean(Encoding.UTF8.GetString(body.Slice(0, Math.Min(body.Length, MaximumBodyBytes + LongestSecretBytes)).ToArray()));
        byte[] cleaned = Encoding.UTF8.GetBytes(text);
        int length = cleaned.Length;
        if (length > MaximumBodyBytes)
        {
            length = MaximumBodyBytes;
            while ((cleaned[length] & 0xC0) == 0x80) // Within a character.
                length--;
            text = Encoding.UTF8.GetString(cleaned, 0, length) + "…";
        }

        return "\n\n" + TerminalText.Lines(text);
    }
}
