using System;
using System.Collections.Generic;
using System.Security;
using System.Threading;
using System.Threading.Tasks;
using KooDrive.Client.Errors;

namespace KooDrive.Client.Authentication;

/// <summary>An app's id and secret: every request is signed, nothing needs renewal.</summary>
internal sealed class AppCredential : KooDriveCredential, IAuthorization
{
    private readonly string _appId;
    private readonly Secret _appSecret;

    public AppCredential(string appId, SecureString appSecret)
    {
        _appId = HeaderText.Require(appId, nameof(appId), ClientMessages.AppIdName);
        if (appSecret.Length == 0)
            throw new ArgumentException(SR.Format(ClientMessages.ValueEmpty, ClientMessages.AppSecretName), nameof(appSecret));
        _appSecret = new Secret(appSecret);
    }

    public override string AuthenticationType => "App";

    public string SignFor(RequestToSign request) => RequestSigner.Sign(
        _appId,
        _appSecret.Bytes,
        request.Method,
        request.Uri,
        [
            new KeyValuePair<string, string>("host", request.Host),
            new KeyValuePair<string, string>("x-date", request.Date),
            new KeyValuePair<string, string>("x-user-id", request.UserId),
        ],
        request.Body);

    public void Accepted()
    {
    }

    public bool Refused(CallFacts facts, out KooDriveErrorKind cause)
    {
        cause = KooDriveErrorKind.AuthenticationFailed;
        return false;
    }

    internal override ValueTask<IAuthorization> AuthorizeAsync(TokenRenewal renewal, CancellationToken cancellationToken) => new(this);

    internal override IEnumerable<string> RevealSecrets() => [_appSecret.Reveal()];

    protected override void Dispose(bool disposing) => _appSecret.Dispose();
}
