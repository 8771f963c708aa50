using System;
using System.Linq;

namespace KooDrive.Sandbox.Authentication;

/// <summary>Checks the signature of a request (API reference, <i>App-based Authentication Generation Rule</i>).</summary>
internal sealed class SignatureInspector
{
    private readonly SandboxOptions _options;

    public SignatureInspector(SandboxOptions options) => _options = options;

    /// <summary>Throws when the signature is not the one of this request.</summary>
    public void Check(SandboxRequest request, ApiCall call, string authorization)
    {
        if (call is ApiCall.CheckSession or ApiCall.RefreshSession or ApiCall.EndSession)
            throw _options.Authentication.Failed("This call takes a token only.");

        string[] parts = authorization.Substring(ReferenceSigner.Algorithm.Length + 1).Split(',');
        string appId = Part(parts, 0, "AppId=");
        string[] names = Part(parts, 1, "SignedHeaders=").Split(';');
        foreach (string name in _options.Authentication.ChecksHost ? ["host", "x-date", "x-user-id"] : new[] { "x-date", "x-user-id" })
        {
            if (!names.Contains(name))
                throw _options.Authentication.Failed($"{name} must be among the signed headers.");
        }

        if (!_options.Apps.TryGetValue(appId, out string? secret))
            throw _options.Authentication.Failed("The AppId is unknown.");

        var headers = names.Select(name => (
            name, request.Header(name) ?? throw _options.Authentication.Failed($"The signed header {name} is missing.")));
        if (ReferenceSigner.Authorization(appId, secret, request.Method, request.Target, headers, request.Body) != authorization)
            throw _options.Authentication.Failed("The signature is not the one of this request.");
    }

    private string Part(string[] parts, int index, string name) =>
        parts.Length == 3 && parts[index].StartsWith(name, StringComparison.Ordinal)
            ? parts[index].Substring(name.Length)
            : throw _options.Authentication.Failed("Authorization must read HMAC-SHA256 AppId=...,SignedHeaders=...,Signature=....");
}
