using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using KooDrive.Client.Authentication;

namespace KooDrive.Sandbox;

/// <summary>Admits a request or refuses it, by its headers (API reference, <i>Authentication</i> and <i>App-based Authentication</i>).</summary>
internal sealed class RequestInspector
{
    private const int TraceIdLength = 58;

    private static readonly TimeSpan MaximumAge = TimeSpan.FromMinutes(15);

    private readonly SandboxOptions _options;
    private readonly TokenStore _tokens;

    public RequestInspector(SandboxOptions options, TokenStore tokens)
    {
        _options = options;
        _tokens = tokens;
    }

    /// <summary>Throws when the request must not be served.</summary>
    public void Admit(SandboxRequest request, ApiCall call, DateTimeOffset now)
    {
        string userId = Mandatory(request, "X-User-Id");
        CheckDate(Mandatory(request, "X-Date"), now);
        Mandatory(request, "Host");
        if (request.Header("X-Traceid") is { } traceId && traceId.Length != TraceIdLength)
            throw ErrorResponseException.BadRequest($"X-Traceid must have {TraceIdLength} characters.");
        if (_options.UserId is not null && userId != _options.UserId)
            throw ErrorResponseException.NotAuthorized("X-User-Id is not the user of these credentials.");

        string authorization = request.Header("Authorization") ?? throw ErrorResponseException.NotAuthorized("Authorization is missing.");
        if (authorization.StartsWith(RequestSigner.Algorithm + " ", StringComparison.Ordinal))
            CheckSignature(request, call, authorization);
        else
            CheckToken(request, call, authorization, now);
    }

    private static string Mandatory(SandboxRequest request, string name) =>
        request.Header(name) is { Length: > 0 } value ? value : throw ErrorResponseException.BadRequest($"The header {name} is missing.");

    private static void CheckDate(string text, DateTimeOffset now)
    {
        if (!DateTimeOffset.TryParseExact(text, RequestSigner.DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date))
            throw ErrorResponseException.BadRequest("X-Date must have the format yyyyMMdd'T'HHmmss'Z'.");
        if (date > now)
            throw ErrorResponseException.BadRequest("X-Date is later than the time of the service.");
        if (now - date > MaximumAge)
            throw ErrorResponseException.BadRequest("X-Date is more than 15 minutes old.");
    }

    private void CheckToken(SandboxRequest request, ApiCall call, string authorization, DateTimeOffset now)
    {
        if (call == ApiCall.SessionRefresh)
        {
            string sessionId = Mandatory(request, "x-session-id");
            if (sessionId != _options.SessionId || !_tokens.IsKnown(authorization))
                throw ErrorResponseException.NotAuthorized("The session is unknown, or the token is not one of it.");
        }
        else if (!_tokens.TryUse(authorization, now))
        {
            throw ErrorResponseException.NotAuthorized("The token is unknown or has expired.");
        }
    }

    private void CheckSignature(SandboxRequest request, ApiCall call, string authorization)
    {
        if (call is ApiCall.SessionAuth or ApiCall.SessionRefresh or ApiCall.SessionLogoff)
            throw ErrorResponseException.NotAuthorized("This call takes a token only.");

        var parts = authorization.Substring(RequestSigner.Algorithm.Length + 1).Split(',');
        string appId = Part(parts, 0, "AppId=");
        string[] names = Part(parts, 1, "SignedHeaders=").Split(';');
        if (!names.Contains("x-date") || !names.Contains("x-user-id"))
            throw ErrorResponseException.NotAuthorized("x-date and x-user-id must be among the signed headers.");
        if (!_options.Apps.TryGetValue(appId, out string? secret))
            throw ErrorResponseException.NotAuthorized("The AppId is unknown.");

        var headers = names.Select(name => new KeyValuePair<string, string>(
            name, request.Header(name) ?? throw ErrorResponseException.NotAuthorized($"The signed header {name} is missing.")));
        string expected = RequestSigner.Sign(appId, Encoding.UTF8.GetBytes(secret), request.Method, request.Uri, headers, request.Body);
        if (expected != authorization)
            throw ErrorResponseException.NotAuthorized("The signature is not the one of this request.");
    }

    private static string Part(string[] parts, int index, string name) =>
        parts.Length == 3 && parts[index].StartsWith(name, StringComparison.Ordinal)
            ? parts[index].Substring(name.Length)
            : throw ErrorResponseException.NotAuthorized("Authorization must read HMAC-SHA256 AppId=...,SignedHeaders=...,Signature=....");
}
