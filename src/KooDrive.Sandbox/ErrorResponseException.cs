using System;
using System.Net;

namespace KooDrive.Sandbox;

/// <summary>A request to which the service responds with an error.</summary>
internal sealed class ErrorResponseException : Exception
{
    private const string BadRequestCode = "13000101";
    private const string BadParameterCode = "13000102";
    private const string NotFoundCode = "13000309";

    private ErrorResponseException(HttpStatusCode status, string? code, string message)
        : base(message)
    {
        StatusCode = (int)status;
        Code = code;
    }

    public int StatusCode { get; }

    /// <summary>The service's code; null when the response has none.</summary>
    public string? Code { get; }

    public static ErrorResponseException BadRequest(string message) => new(HttpStatusCode.BadRequest, BadRequestCode, message);

    public static ErrorResponseException BadParameter(string message) => new(HttpStatusCode.BadRequest, BadParameterCode, message);

    /// <summary>The credentials are valid, but do not give access to this resource.</summary>
    public static ErrorResponseException NotAuthorized(string message) => new(HttpStatusCode.Unauthorized, BadRequestCode, message);

    /// <summary>The request is not authenticated.</summary>
    public static ErrorResponseException AuthenticationFailed(AuthenticationFailureResponse response, string message) => response switch
    {
        AuthenticationFailureResponse.BadRequest => new(HttpStatusCode.BadRequest, "APIGW.0301", message),
        AuthenticationFailureResponse.BadRequestWithoutCode => new(HttpStatusCode.BadRequest, null, message),
        _ => new(HttpStatusCode.Unauthorized, BadRequestCode, message),
    };

    /// <summary>The path is not one of the API: the response of the gateway.</summary>
    public static ErrorResponseException NoSuchCall() => new(HttpStatusCode.NotFound, "APIGW.0101", "The API does not exist.");

    public static ErrorResponseException NotFound(ResponseShape shape, string message) =>
        new(shape == ResponseShape.Table ? HttpStatusCode.NotFound : HttpStatusCode.OK, NotFoundCode, message);
}
