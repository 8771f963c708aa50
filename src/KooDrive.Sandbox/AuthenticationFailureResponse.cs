namespace KooDrive.Sandbox;

/// <summary>The response to a request that is not authenticated. The API reference allows all of them.</summary>
public enum AuthenticationFailureResponse
{
    /// <summary>HTTP 401.</summary>
    Unauthorized,

    /// <summary>HTTP 400 with the code <c>APIGW.0301</c>.</summary>
    BadRequest,

    /// <summary>HTTP 400 without a code.</summary>
    BadRequestWithoutCode,
}
