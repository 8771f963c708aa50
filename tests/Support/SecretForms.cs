using System;
using System.Collections.Generic;
using System.Net;
using System.Text;
using System.Text.Json;

namespace KooDrive.TestSupport;

/// <summary>The forms in which a service or gateway may write a secret into a response.</summary>
internal static class SecretForms
{
    public static IReadOnlyList<string> Of(string secret) =>
    [
        secret,
        Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)),
        Uri.EscapeDataString(secret),
        Uri.EscapeDataString(secret).ToLowerInvariant(),
        WebUtility.UrlEncode(secret),
        JsonEncodedText.Encode(secret).ToString(),
        secret.Replace("/", "\\/", StringComparison.Ordinal),
    ];
}
