using System;

namespace KooDrive.Client.Http;

/// <summary>The codes of the API reference (page <i>Error Codes</i>) that the client distinguishes.</summary>
internal static class ServiceCodes
{
    public const string BadRequest = "13000101";
    public const string BadParameter = "13000102";
    public const string InternalCallFailed = "13000201";
    public const string SpaceMissing = "13000301";
    public const string NotFound = "13000309";
    public const string NoPermission = "13000410";

    private const string Gateway = "APIGW";
    private const string GatewayAuthentication = "APIGW.03";
    private const string GatewayThrottled = "APIGW.0308";

    /// <summary>Whether the code is the gateway's, not the service's.</summary>
    public static bool IsOfGateway(string? code) => code?.StartsWith(Gateway, StringComparison.Ordinal) == true;

    /// <summary>Whether the gateway has not accepted the credentials.</summary>
    public static bool IsGatewayAuthentication(string? code) =>
        code?.StartsWith(GatewayAuthentication, StringComparison.Ordinal) == true && code != GatewayThrottled;

    /// <summary>Whether the service has certainly not executed the request.</summary>
    public static bool IsRefusal(string? code) => code is BadRequest or BadParameter or SpaceMissing or NotFound or NoPermission;
}
