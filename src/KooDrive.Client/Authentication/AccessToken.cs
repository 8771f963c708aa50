using System;
using System.Security;
using KooDrive.Client.Errors;

namespace KooDrive.Client.Authentication;

/// <summary>One access token and what has become of it.</summary>
internal sealed class AccessToken : IDisposable
{
    private readonly Secret _headerValue;

    public AccessToken(SecureString text)
    {
        using var secret = new Secret(text);
        _headerValue = ToHeaderValue(secret.Reveal());
    }

    public AccessToken(string text) => _headerValue = ToHeaderValue(text);

    /// <summary>The answer that refused it; null while it is good.</summary>
    public CallFacts? Refusal { get; set; }

    /// <summary>The service has refused to exchange it for a new one.</summary>
    public bool IsRefreshRefused { get; set; }

    /// <summary>The value of the <c>Authorization</c> header.</summary>
    public string Reveal() => _headerValue.Reveal();

    public void Dispose() => _headerValue.Dispose();

    public static string WithoutScheme(string headerValue) =>
        SchemeLength(headerValue) is var length and > 0 ? headerValue.Substring(length) : headerValue;

    // The reference writes a literal plus sign between scheme and token. Whoever brings a scheme knows better.
    private static Secret ToHeaderValue(string text)
    {
        string token = HeaderText.Require(text, "accessToken", ClientMessages.AccessTokenName);
        return new Secret(SchemeLength(token) > 0 ? token : "Bearer+" + token);
    }

    // "Bearer+" or a word and a blank; a plus sign after any other word belongs to the token, as in Base64.
    private static int SchemeLength(string token)
    {
        const string Bearer = "Bearer+";
        return token.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? Bearer.Length : token.IndexOf(' ') + 1;
    }
}
