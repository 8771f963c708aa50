using System;
using System.Globalization;

namespace KooDrive.Sandbox.Authentication;

/// <summary>Accepts or refuses a request by its headers (API reference, <i>Authentication</i>).</summary>
internal sealed class RequestInspector
{
    private const int TraceIdLength = 58;

    private static readonly TimeSpan MaximumAge = TimeSpan.FromMinutes(15);

    private readonly SandboxOptions _options;
    private readonly TokenInspector _tokens;
    private readonly SignatureInspector _signatures;

    public RequestInspector(SandboxOptions options, TokenStore tokens)
    {
        _options = options;
        _tokens = new TokenInspector(options, tokens);
        _signatures = new SignatureInspector(options);
    }

    /// <summary>Throws when the request must not be served.</summary>
    public void Admit(SandboxRequest request, ApiCall call, DateTimeOffset now)
    {
        string userId = request.RequiredHeader("X-User-Id");
        CheckDate(request.RequiredHeader("X-Date"), now);
        CheckHost(request.RequiredHeader("Host"), request.Authority);
        if (request.Header("X-Traceid") is { } traceId && traceId.Length != TraceIdLength)
            throw ErrorResponseException.BadRequest($"X-Traceid must have {TraceIdLength} characters.");
        if (_options.UserId is not null && userId != _options.UserId)
            throw _options.Authentication.Failed("X-User-Id is not the user of these credentials.");

        string authorization = request.Header("Authorization") ?? throw _options.Authentication.Failed("Authorization is missing.");
        if (authorization.StartsWith(ReferenceSigner.Algorithm + " ", StringComparison.Ordinal))
            _signatures.Check(request, call, authorization);
        else
            _tokens.Check(request, call, authorization, now);
    }

    private static void CheckDate(string text, DateTimeOffset now)
    {
        const string format = "yyyyMMdd'T'HHmmss'Z'";
        if (!DateTimeOffset.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date))
            throw ErrorResponseException.BadRequest($"X-Date must have the format {format}.");
        if (date > now)
            throw ErrorResponseException.BadRequest("X-Date is later than the time of the service.");
        if (now - date > MaximumAge)
            throw ErrorResponseException.BadRequest("X-Date is more than 15 minutes old.");
    }

    private void CheckHost(string host, string? authority)
    {
        if (_options.Authentication.ChecksHost && authority is not null
            && !string.Equals(host, authority, StringComparison.OrdinalIgnoreCase))
            throw ErrorResponseException.BadRequest("Host is not the address of this service.");
    }
}
