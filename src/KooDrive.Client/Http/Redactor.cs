using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
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

    private static readonly Regex UserInfo = new("(?<=://)[^/\\s]*@", RegexOptions.CultureInvariant);

    // Such as the new token of a renewal, which is not known yet; and personal data.
    // A name that contained one of the secrets itself has the replacement in its place.
    private const string SecretName =
        "\"(?:[^\"]*(?:token|secret|password|authorization|signature|session_?id)|mobile|[^\"]*\\*\\*\\*[^\"]*)\\\\*\"\\s*:\\s*";
    private static readonly Regex SecretMember = new(
        $"(?<={SecretName}\\\\*\")(?:\\\\[^\"]|[^\"\\\\])+|(?<={SecretName})[0-9]+",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private readonly Lazy<string[]> _proxySecrets = new(() => [.. ProxySecrets(options)]);

    /// <summary>A text of others, shortened and on one line; null for null.</summary>
    /// <param name="text">The text.</param>
    /// <param name="authorization">The <c>Authorization</c> header of the request: its token may have been replaced since.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public string? CleanLine(string? text, string authorization) => text is null ? null : TerminalText.Line(Clean(text, authorization));

    /// <summary>The text without secrets.</summary>
    /// <param name="text">The text.</param>
    /// <param name="authorization">The <c>Authorization</c> header of the request.</param>
    public string Clean(string text, string authorization)
    {
        var secrets = options.Credential.RevealSecrets().Concat(SecretsIn(authorization)).Concat(_proxySecrets.Value);
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

    private static IEnumerable<string> ProxySecrets(KooDriveClientOptions options)
    {
        if (options.PrimaryHandler is not null)
            return []; // No network, and no proxy.
        var secrets = options.ProxyCredential is { } credential
            ? SecretsOf(credential.UserName, credential.Password)
                .Concat(SecretsOf(credential.Domain + "\\" + credential.UserName, credential.Password))
            : [];
        string[] userInfo = (ProxySelection.Of(options).Address?.UserInfo ?? string.Empty).Split([':'], 2);
        return secrets.Concat(SecretsOf(
            Uri.UnescapeDataString(userInfo[0]), Uri.UnescapeDataString(userInfo.Length > 1 ? userInfo[1] : string.Empty)));
    }

    // With the user name, as the Proxy-Authorization header has it in Base64.
    private static string[] SecretsOf(string userName, string password) =>
        (userName + password).Trim('\\').Length == 0 ? [] : [password, userName + ":" + password];

    private static string[] Forms(string secret)
    {
        string base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(secret));
        string unpadded = base64.TrimEnd('=');
        return [secret, PercentEncoding.Encode(secret), base64, unpadded, unpadded.Replace('+', '-').Replace('/', '_')];
    }
}
