using KooDrive.Client.Errors;

namespace KooDrive.Client.Authentication;

/// <summary>What one attempt at a request proves the identity with.</summary>
internal interface IAuthorization
{
    /// <summary>The value of the <c>Authorization</c> header.</summary>
    string SignFor(RequestToSign request);

    /// <summary>The service has let it pass.</summary>
    void Accepted();

    /// <summary>The service has refused it (HTTP 401).</summary>
    /// <param name="facts">What is known of the refused request.</param>
    /// <param name="cause">Which error the refusal is when nothing more can be done.</param>
    /// <returns>True when a renewed one may pass.</returns>
    bool Refused(CallFacts facts, out KooDriveErrorKind cause);
}
