using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using KooDrive.Client.Http;

namespace KooDrive.Client.Tests;

/// <summary>Secrets are found in every encoding.</summary>
[Trait("Acceptance", "11")]
public sealed class SecretTextTests
{
    private static readonly string[] Secrets = ["a", "C4nary+/t0ken==", "p\\a\"s's<w>o&r d%25", "100%", "密码+1", @"a\/b", "Bearer+x.y-z_~"];

    private static readonly Dictionary<string, Func<string, string>> Encodings = new()
    {
        ["plain"] = text => text,
        ["lower case"] = text => text.ToLowerInvariant(),
        ["JSON"] = text => JsonEncodedText.Encode(text).ToString(),
        ["relaxed JSON"] = text => JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString(),
        ["JSON with escaped slashes"] = text => JsonEncodedText.Encode(text).ToString().Replace("/", "\\/", StringComparison.Ordinal),
        ["JSON in JSON"] = text => JsonEncodedText.Encode(JsonEncodedText.Encode(text).ToString()).ToString(),
        ["URL"] = Uri.EscapeDataString,
        ["form"] = text => WebUtility.UrlEncode(text),
        ["URL in lower case"] = text => Uri.EscapeDataString(text).ToLowerInvariant(),
        ["URL in URL"] = text => Uri.EscapeDataString(Uri.EscapeDataString(text)),
        ["HTML"] = text => WebUtility.HtmlEncode(text),
        ["HTML by numbers"] = text => string.Concat(text.Select(character => $"&#{(int)character};")),
        ["HTML by hexadecimal numbers"] = text => string.Concat(text.Select(character => $"&#x{(int)character:X};")),
        ["half and half"] = text =>
            string.Concat(text.Select((character, index) => index % 2 == 0 ? character.ToString() : $"\\u{(int)character:x4}")),
    };

    public static MatrixTheoryData<string, string> Table => new(Secrets, Encodings.Keys);

    [Theory]
    [MemberData(nameof(Table))]
    public void Only_the_secret_is_removed(string secret, string encoding)
    {
        string text = Encodings[encoding](secret);
        Assert.Equal("[***]", SecretText.Redact($"[{text}]", secret, "***"));
        Assert.Equal("***-***", SecretText.Redact($"{text}-{text}", secret, "***"));
        Assert.Equal(string.Empty, SecretText.Redact(string.Empty, secret, "***"));
    }

    [Theory]
    [InlineData("token")]
    [InlineData("%74%6")]
    [InlineData("\\u0074\\u00")]
    [InlineData("&#116;&#")]
    [InlineData("&")]
    [InlineData("\\")]
    [InlineData("%")]
    public void A_text_that_only_begins_like_a_secret_is_kept(string text) =>
        Assert.Equal(text, SecretText.Redact(text, "tokens", "***"));
}
