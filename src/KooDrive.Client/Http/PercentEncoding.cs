using System;

namespace KooDrive.Client.Http;

/// <summary>Percent-encoding as RFC 3986, section 2.1, and the API reference describe it.</summary>
internal static class PercentEncoding
{
    /// <summary>Percent-encodes everything but <c>A-Z a-z 0-9 - _ . ~</c>, as UTF-8 with upper-case digits.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The text for a path segment or a query.</returns>
    /// <remarks>
    /// In a process without a target framework, as Windows PowerShell is, .NET Framework may not encode <c>! * ' ( )</c>.
    /// </remarks>
    public static string Encode(string text) => Uri.EscapeDataString(text)
        .Replace("!", "%21").Replace("*", "%2A").Replace("'", "%27").Replace("(", "%28").Replace(")", "%29");
}
