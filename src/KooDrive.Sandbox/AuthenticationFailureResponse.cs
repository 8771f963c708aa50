namespace KooDrive.Sandbox;

/// <summary>How a request that did not pass authentication is answered. The API reference allows all of them.</summary>
public enum AuthenticationFailureResponse
{
    /// <summary>HTTP 401.</summary>
    Unauthorized,

    /// <summary>HTTP 400 with the code <c>APIGW.0301</c>.</summary>
    BadRequest,

    /// <summary>HTTP 400 without a code.</summary>
    BadRequestWithoutCode,
}
