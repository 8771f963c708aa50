using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Text.RegularExpressions;
using KooDrive.Client.Authentication;
using KooDrive.Client.Diagnostics;

namespace KooDrive.Client.Http;

/// <summary>
/// Removes from texts the secrets of this session, which a gateway may echo, and the user name and password that a proxy's address
/// may contain.
/// </summary>
internal sealed class Redactor(KooDriveClientOptions options)
{
    public const string Replacement = "***";

    private const int MaximumLength = 500;

    private static readonly Regex UserInfo = new("(?<=://)[^/\\s]*@", RegexOptions.CultureInvariant);

    // Such as the new token of a renewal, which is not known yet; and personal data.
    private const string SecretName = "\"(?:[^\"]*(?:token|secret|password|authorization|signature|session_?id)|mobile)\\\\*\"\\s*:\\s*";
    private static readonly Regex SecretMember = new(
        $"(?<={SecretName}\\\\*\")(?:\\\\[^\"]|[^\"\\\\])+|(?<={SecretName})[0-9]+",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <summary>A text of the service, shortened and on one line; null for null.</summary>
    /// <param name="text">The text.</param>
    /// <param name="authorization">The <c>Authorization</c> header of the request: its token may have been replaced since.</param>
    public string? CleanLine(string? text, string authorization)
    {
        if (text is null)
            return null;
        text = new string([.. Clean(text, authorization).Select(character => char.IsControl(character) ? ' ' : character)]);
        return text.Length <= MaximumLength ? text : text.Substring(0, MaximumLength) + "…";
    }

    /// <summary>The text without secrets.</summary>
    /// <param name="text">The text.</param>
    /// <param name="authorization">The <c>Authorization</c> header of the request.</param>
    public string Clean(string text, string authorization)
    {
        var secrets = options.Credential.RevealSecrets()
            .Concat(SecretsIn(authorization))
            .Concat(SecretsOf(options.ProxyCredential))
            .Concat(SecretsOf(ProxySelection.Of(options).Address));
        foreach (string form in secrets.SelectMany(Forms).Where(form => form.Length > 0).Distinct().OrderByDescending(form => form.Length))
            text = SecretText.Redact(text, form, Replacement);
        return UserInfo.Replace(SecretMember.Replace(text, Replacement), string.Empty);
    }

    /// <summary>The exception, or a copy of its messages when it quotes a secret.</summary>
    /// <param name="exception">An exception of the platform.</param>
    /// <param name="authorization">The <c>Authorization</c> header of the request.</param>
    public Exception Clean(Exception exception, string authorization)
    {
        string text = exception.ToString();
        return Clean(text, authorization) == text ? exception : Copy(exception);

        HttpRequestException Copy(Exception original) =>
            new(Clean(original.Message, authorization), original.InnerException is { } inner ? Copy(inner) : null);
    }

    private static string[] SecretsIn(string authorization) =>
        [authorization, AccessToken.WithoutScheme(authorization), RequestSigner.SignatureIn(authorization)];

    // With the user name, as the Proxy-Authorization header has it in Base64.
    private static string[] SecretsOf(NetworkCredential? proxy) => proxy is null ? [] :
    [
        proxy.Password,
        proxy.UserName + ":" + proxy.Password,
        proxy.Domain + "\\" + proxy.UserName + ":" + proxy.Password,
    ];

    private static string[] SecretsOf(Uri? proxy)
    {
        string userInfo = Uri.UnescapeDataString(proxy?.UserInfo ?? string.Empty);
        int colon = userInfo.IndexOf(':');
        return colon < 0 ? [] : [userInfo, userInfo.Substring(colon + 1)];
    }

    private static string[] Forms(string secret)
    {
        string base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(secret));
        return [secret, Uri.EscapeDataString(secret), base64, base64.TrimEnd('='), base64.TrimEnd('=').Replace('+', '-').Replace('/', '_')];
    }
}
