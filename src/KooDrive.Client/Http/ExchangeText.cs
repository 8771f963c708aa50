using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;

namespace KooDrive.Client.Http;

/// <summary>One exchange as text, for a person who debugs. The secrets are still in it: whoever shows it strikes them out.</summary>
internal static class ExchangeText
{
    private const int MaximumBodyBytes = 4096;

    public static string Of(HttpRequestMessage request, byte[] body)
    {
        var text = new StringBuilder().Append(request.Method).Append(' ').Append(request.RequestUri);
        Append(text, request.Headers);
        Append(text, request.Content?.Headers);
        Append(text, body);
        return text.ToString();
    }

    public static string Of(HttpResponseMessage response, ReadOnlySpan<byte> body, TimeSpan duration)
    {
        var text = new StringBuilder().AppendFormat(
            CultureInfo.InvariantCulture, "HTTP {0}, {1:0} ms, {2} bytes", (int)response.StatusCode, duration.TotalMilliseconds, body.Length);
        Append(text, response.Headers);
        Append(text, body);
        return text.ToString();
    }

    public static string Of(HttpRequestMessage request, KooDriveException failure, TimeSpan duration) => string.Format(
        CultureInfo.InvariantCulture, "{0} {1}: {2}, {3:0} ms", request.Method, request.RequestUri, failure.Kind, duration.TotalMilliseconds);

    private static void Append(StringBuilder text, HttpHeaders? headers)
    {
        foreach (var header in headers ?? (IEnumerable<KeyValuePair<string, IEnumerable<string>>>)[])
            text.Append('\n').Append(header.Key).Append(": ").Append(string.Join(", ", header.Value));
    }

    private static void Append(StringBuilder text, ReadOnlySpan<byte> body)
    {
        if (body.Length == 0)
            return;
        text.Append("\n\n").Append(Encoding.UTF8.GetString(body.Slice(0, Math.Min(body.Length, MaximumBodyBytes)).ToArray()));
        if (body.Length > MaximumBodyBytes)
            text.Append('…');
    }
}
