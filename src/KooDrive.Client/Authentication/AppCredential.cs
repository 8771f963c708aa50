using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Security;

namespace KooDrive.Client.Authentication;

/// <summary>An app's id and secret: every request is signed, nothing needs renewal.</summary>
internal sealed class AppCredential : KooDriveCredential
{
    private readonly string _appId;
    private readonly Secret _appSecret;

    public AppCredential(string appId, SecureString appSecret)
    {
        _appId = HeaderText.Require(appId, ClientMessages.AppIdName);
        if (appSecret.Length == 0)
            throw new ArgumentException(SR.Format(ClientMessages.ValueEmpty, ClientMessages.AppSecretName));
        _appSecret = new Secret(appSecret);
    }

    public override string AuthenticationType => "App";

    /// <summary>The value of the <c>Authorization</c> header.</summary>
    public string Sign(HttpMethod method, Uri uri, string host, string date, string userId, byte[] body) => RequestSigner.Sign(
        _appId,
        _appSecret.Bytes,
        method.Method,
        uri,
        [
            new KeyValuePair<string, string>("host", host),
            new KeyValuePair<string, string>("x-date", date),
            new KeyValuePair<string, string>("x-user-id", userId),
        ],
        body);

    internal override IEnumerable<string> RevealSecrets() => [_appSecret.Reveal()];

    public override void Dispose() => _appSecret.Dispose();
}
