using System;
using System.Globalization;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using KooDrive.Client.Authentication;
using KooDrive.Client.Errors;

namespace KooDrive.Client.Http;

/// <summary>
/// Dates and signs each attempt. When the service refuses the date or the token, corrects the clock or renews the token, and sends
/// the request again: once for each reason, and each time another request has renewed the token. A refused request is not executed.
/// </summary>
internal sealed class AuthorizationHandler : DelegatingHandler
{
    private readonly ApiSession _session;
    private readonly string _host;
    private readonly TokenCredential? _tokens;
    private readonly TokenRecovery? _recovery;

    public AuthorizationHandler(ApiSession session)
    {
        _session = session;
        _host = HostHeader(session.Options.Endpoint);
        _tokens = session.Credential as TokenCredential;
        _recovery = _tokens is null ? null : new TokenRecovery(session, _tokens, SendForRecoveryAsync);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var context = RequestContext.Of(request);
        context.BeginAttempt();
        context.State = ExchangeState.Unsent;
        if (_recovery is not null)
            await _recovery.RenewIfIdleAsync(context, cancellationToken).ConfigureAwait(false);

        bool isClockCorrected = false;
        bool isRecovered = await IsRecoveredAsync(context, cancellationToken).ConfigureAwait(false);
        while (true)
        {
            var token = _tokens?.Use();
            var date = Authorize(request, context, token);
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (response.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.BadRequest))
            {
                if (response.IsSuccessStatusCode)
                    _tokens?.MarkAccepted();
                return response;
            }

            try
            {
                context.Refusal = token is null
                    ? null
                    : new TokenRefusal(token, response.StatusCode, context.Envelope, _tokens!.RecoveriesBegun);
                bool isDateRefused = context.ServiceDate is { } serviceDate && ServiceClock.IsOutsideWindow(date, serviceDate);
                if (isDateRefused && !isClockCorrected)
                    isClockCorrected = true;
                else if (isRecovered
                    ? await IsSupersededAsync(token, cancellationToken).ConfigureAwait(false)
                    : await IsRecoveredAsync(context, cancellationToken).ConfigureAwait(false))
                    isRecovered = true;
                else if (isDateRefused || response.StatusCode == HttpStatusCode.Unauthorized)
                    throw Refused(context, response.StatusCode, isRecovered);
                else
                    return response;
            }
            catch
            {
                response.Dispose();
                throw;
            }

            response.Dispose();
        }
    }

    // Another request has renewed the token, or is renewing it.
    private Task<bool> IsSupersededAsync(TokenUse? token, CancellationToken cancellationToken) =>
        token is null || _recovery is null ? Task.FromResult(false) : _recovery.IsSupersededAsync(token, cancellationToken);

    // Also before an attempt: when the recovery failed for a transient reason, the retry begins with it.
    private async Task<bool> IsRecoveredAsync(RequestContext context, CancellationToken cancellationToken)
    {
        if (context.Refusal is not { } refusal || _recovery is null)
            return false;
        bool isRecovered = await _recovery.RecoverAsync(refusal, context, cancellationToken).ConfigureAwait(false);
        context.Refusal = null;
        return isRecovered;
    }

    // With a new token, HTTP 401 to a request for one resource can only be about the resource.
    private KooDriveException Refused(RequestContext context, HttpStatusCode status, bool isTokenNew)
    {
        var facts = _session.FactsOf(context, status, context.Envelope);
        return isTokenNew && context.Request.NamesResource
            ? KooDriveErrors.NotAuthorized(context.Request, facts)
            : KooDriveErrors.Unauthorized(_tokens?.RefusalKind ?? KooDriveErrorKind.AuthenticationFailed, facts);
    }

    /// <summary>Sends a request of the recovery with the token that it is about.</summary>
    private async Task<HttpResponseMessage> SendForRecoveryAsync(
        RequestContext context, TokenUse token, string? sessionId, CancellationToken cancellationToken)
    {
        using var request = _session.Messages.Create(context);
        Authorize(request, context, token);
        if (sessionId is not null)
            request.Headers.TryAddWithoutValidation("x-session-id", sessionId);
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    // Without validation, which does not accept "Bearer+" and would quote the token in its error.
    private DateTimeOffset Authorize(HttpRequestMessage request, RequestContext context, TokenUse? token)
    {
        DateTimeOffset now = _session.Clock.Now;
        string date = now.UtcDateTime.ToString(RequestSigner.DateFormat, CultureInfo.InvariantCulture);
        context.Authorization = token?.Header ?? ((AppCredential)_session.Credential).Sign(
            request.Method, request.RequestUri!, _host, date, _session.Messages.UserId, context.Request.Body);
        Replace(request, "X-Date", date);
        Replace(request, "Authorization", context.Authorization);
        return now.AddTicks(-(now.UtcTicks % TimeSpan.TicksPerSecond));
    }

    private static void Replace(HttpRequestMessage request, string name, string value)
    {
        request.Headers.Remove(name);
        request.Headers.TryAddWithoutValidation(name, value);
    }

    // As .NET sends it: it is part of the signature.
    private static string HostHeader(Uri endpoint)
    {
        string host = endpoint.HostNameType == UriHostNameType.IPv6 ? endpoint.Host : endpoint.IdnHost;
        return endpoint.IsDefaultPort ? host : host + ":" + endpoint.Port.ToString(CultureInfo.InvariantCulture);
    }
}
