using System;
using System.Security;

namespace KooDrive.Client.Authentication;

/// <summary>One access token.</summary>
internal sealed class AccessToken : IDisposable
{
    private readonly Secret _headerValue;

    /// <param name="text">The token, with or without its scheme.</param>
    public AccessToken(string text) => _headerValue = new Secret(HeaderOf(text));

    /// <summary>The value of the <c>Authorization</c> header.</summary>
    public string Reveal() => _headerValue.Reveal();

    public void Dispose() => _headerValue.Dispose();

    public static string WithoutScheme(string headerValue) =>
        SchemeLength(headerValue) is var length and > 0 ? headerValue.Substring(length) : headerValue;

    /// <summary>The value of the <c>Authorization</c> header for a token, with or without its scheme.</summary>
    /// <exception cref="ArgumentException">The token is empty or has characters that a header cannot contain.</exception>
    public static string HeaderOf(SecureString text)
    {
        using var secret = new Secret(text);
        return HeaderOf(secret.Reveal());
    }

    // The reference writes a literal plus sign between scheme and token. A value with a scheme is sent unchanged.
    private static string HeaderOf(string text)
    {
        string token = HeaderText.Require(text, ClientMessages.AccessTokenName);
        return SchemeLength(token) > 0 ? token : "Bearer+" + token;
    }

    // "Bearer+" or a word and a blank; a plus sign after any other word belongs to the token, as in Base64.
    private static int SchemeLength(string token)
    {
        const string Bearer = "Bearer+";
        return token.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? Bearer.Length : token.IndexOf(' ') + 1;
    }
}
