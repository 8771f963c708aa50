using System.Net;
using KooDrive.Client.Authentication;
using KooDrive.Client.Json;

namespace KooDrive.Client.Http;

/// <summary>The service has refused an attempt with HTTP 400 or 401, and the token may be the reason.</summary>
/// <param name="Use">The token of the attempt.</param>
/// <param name="Status">HTTP 400 or 401.</param>
/// <param name="Envelope">The envelope of the response; null for none.</param>
/// <param name="RecoveriesBegun">How many recoveries had begun when the response arrived.</param>
internal sealed record TokenRefusal(TokenUse Use, HttpStatusCode Status, Envelope? Envelope, long RecoveriesBegun)
{
    /// <summary>Whether the response is about authentication, of the token or of this request only.</summary>
    public bool IsAuthentication => Status == HttpStatusCode.Unauthorized || ServiceCodes.IsGatewayAuthentication(Envelope?.Code);

    /// <summary>Without a code, or with one of the gateway's for authentication, HTTP 400 can mean an expired token.</summary>
    public bool MayMeanToken => IsAuthentication || string.IsNullOrEmpty(Envelope?.Code);
}
