using System;
using System.Net;
using System.Net.Http;
using System.Security;
using System.Threading;
using System.Threading.Tasks;
using KooDrive.Client.Authentication;
using KooDrive.Client.Errors;
using KooDrive.Client.Json;

namespace KooDrive.Client.Http;

/// <summary>
/// Determines whether a refused request had an expired token, and renews it: by the service's session, else by the token provider.
/// There is one recovery at a time; requests that were refused with the same token share its result. The result is not kept
/// beyond that: the next refusal is handled anew.
/// </summary>
#pragma warning disable CA1001 // Calls may still wait for the semaphore; without its wait handle it has nothing to dispose.
internal sealed class TokenRecovery(ApiSession session, TokenCredential credential, TokenRecovery.Sender send)
#pragma warning restore CA1001
{
    private readonly SemaphoreSlim _recovering = new(1, 1);
    private Result? _last;

    /// <summary>Sends a request with a token, without recovery.</summary>
    internal delegate Task<HttpResponseMessage> Sender(
        RequestContext context, TokenUse token, string? sessionId, CancellationToken cancellationToken);

    /// <summary>What the service says about a token.</summary>
    private enum TokenState
    {
        Unknown,
        Valid,
        Expired,
    }

    /// <summary>Refreshes a token that may have expired. A failure is not reported: the token may still be accepted.</summary>
    public async Task RenewIfIdleAsync(RequestContext waiting, CancellationToken cancellationToken)
    {
        if (waiting.Request.ChecksToken || !credential.HasSession || session.Statistics.IdleTime < TokenCredential.MaximumIdleTime)
            return;
        await _recovering.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (session.Statistics.IdleTime >= TokenCredential.MaximumIdleTime)
                await RefreshAsync(credential.Use(), waiting.Hooks, cancellationToken).ConfigureAwait(false);
        }
        catch (KooDriveException e) when (e.Kind != KooDriveErrorKind.NotConnected)
        {
            waiting.Hooks.Verbose?.Invoke(SR.Format(ClientMessages.IdleRenewalFailed, e.Summary));
        }
        finally
        {
            _recovering.Release();
        }
    }

    /// <summary>Whether the token has been replaced. Waits for a running recovery first.</summary>
    public async Task<bool> IsSupersededAsync(TokenUse use, CancellationToken cancellationToken)
    {
        await _recovering.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return !credential.IsCurrent(use.Token);
        }
        finally
        {
            _recovering.Release();
        }
    }

    /// <param name="refusal">The refusal of the newest attempt.</param>
    /// <param name="context">The refused request.</param>
    /// <param name="cancellationToken">Ends the recovery at once.</param>
    /// <returns>True when there is a new token to send the request with; false when the refusal has another reason.</returns>
    /// <exception cref="KooDriveException">
    /// The token has expired and cannot be renewed; or it is valid, and the request is not authorized.
    /// </exception>
    public async Task<bool> RecoverAsync(TokenRefusal refusal, RequestContext context, CancellationToken cancellationToken)
    {
        if (!refusal.MayMeanToken)
            return false;
        await _recovering.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!credential.IsCurrent(refusal.Use.Token))
                return true;
            if (_last is not { } last || !last.Covers(refusal, context))
            {
                long number = credential.BeginRecovery();
                last = await DecideAsync(refusal, context, cancellationToken).ConfigureAwait(false);
                last = _last = last with { Number = number, Recoveries = credential.EndRecovery() };
            }

            if (last.IsRenewed)
                return true;
            context.IsTokenDoubtful = last.IsDoubtful;
            if (last.IsDoubtful || (last.IsTokenValid && refusal.Status == HttpStatusCode.BadRequest))
                return false;
            var facts = session.FactsOf(context, refusal.Status, refusal.Envelope);
            throw last.IsTokenValid
                ? KooDriveErrors.NotAuthorized(context.Request, facts)
                : KooDriveErrors.Unauthorized(credential.RefusalKind, facts, last.Failure, last.Reason);
        }
        finally
        {
            _recovering.Release();
        }
    }

    private async Task<Result> DecideAsync(TokenRefusal refusal, RequestContext context, CancellationToken cancellationToken)
    {
        // The refusal may be about the parameters or the requested resource instead of the token.
        bool isAmbiguous = refusal.Status == HttpStatusCode.BadRequest || context.Request.NamesResource;
        var state = isAmbiguous
            ? await CheckStateAsync(refusal.Use, context.Hooks, cancellationToken).ConfigureAwait(false)
            : TokenState.Expired;
        var result = new Result(refusal.Use.Token, state == TokenState.Valid, HadProvider: context.Hooks.AccessTokenProvider is not null);
        if (state == TokenState.Valid)
            return result;

        KooDriveException? failure = null;
        if (credential.HasSession)
        {
            try
            {
                await RefreshAsync(refusal.Use, context.Hooks, cancellationToken, context).ConfigureAwait(false);
                return result with { IsRenewed = true };
            }
            catch (KooDriveException e) when (!context.IsTransient && e.Kind != KooDriveErrorKind.NotConnected)
            {
                failure = e;
            }
        }

        // Neither the check nor the code of the response says that the token was refused: the user is not asked for a new one.
        if (state == TokenState.Unknown && !refusal.IsAuthentication)
            return result with { IsDoubtful = true };
        return context.Hooks.AccessTokenProvider is { } provider
            ? await CallProviderAsync(provider, result, refusal, context, cancellationToken).ConfigureAwait(false)
            : result with { Failure = failure };
    }

    private async Task<TokenState> CheckStateAsync(TokenUse use, CallHooks hooks, CancellationToken cancellationToken)
    {
        var context = new RequestContext(ApiRequest.CheckSession(), hooks.InBackground());
        try
        {
            using var response = await send(context, use, null, cancellationToken).ConfigureAwait(false);
            if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.BadRequest)
                return TokenState.Expired;
            var envelope = Envelope.ReadLeniently(((BufferedContent)response.Content).Utf8);
            return response.IsSuccessStatusCode && envelope.Code is "0" ? TokenState.Valid : TokenState.Unknown;
        }
        catch (KooDriveException e) when (e.Kind != KooDriveErrorKind.NotConnected)
        {
            return TokenState.Unknown;
        }
    }

    /// <param name="use">The token to exchange.</param>
    /// <param name="hooks">Callbacks.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    /// <param name="refused">The request that waits for it, to which a transient failure also applies.</param>
    private async Task RefreshAsync(TokenUse use, CallHooks hooks, CancellationToken cancellationToken, RequestContext? refused = null)
    {
        var context = new RequestContext(ApiRequest.RefreshSession(), hooks);
        try
        {
            using var response = await send(context, use, credential.RevealSessionId(), cancellationToken).ConfigureAwait(false);
            string token = ResponseParser.Parse(session, context, response, RefreshSessionResponse.Read);
            credential.Replace(token);
            hooks.Verbose?.Invoke(ClientMessages.TokenRefreshed);
        }
        finally
        {
            if (refused is not null)
                (refused.IsTransient, refused.RetryAfter) = (context.IsTransient, context.RetryAfter);
        }
    }

    private async Task<Result> CallProviderAsync(
        Func<CancellationToken, Task<SecureString>> provider, Result result,
        TokenRefusal refusal, RequestContext context, CancellationToken cancellationToken)
    {
        string header;
        try
        {
            using SecureString text = await provider(cancellationToken).ConfigureAwait(false);
            header = AccessToken.HeaderOf(text);
        }
        catch (Exception e) when (e is not (OperationCanceledException or KooDriveException) && !cancellationToken.IsCancellationRequested)
        {
            return result with { Failure = e, Reason = KooDriveErrorReason.TokenProviderFailed };
        }

        if (header == refusal.Use.Header)
            return result with { Reason = KooDriveErrorReason.TokenProviderRepeated };
        credential.Replace(header);
        context.Hooks.Verbose?.Invoke(ClientMessages.TokenProvided);
        return result with { IsRenewed = true };
    }

    /// <summary>The result of a recovery, for all requests that were refused with the same token before it ended.</summary>
    /// <param name="Token">The refused token.</param>
    /// <param name="IsTokenValid">The service says that the token is valid.</param>
    /// <param name="HadProvider">There was a token provider.</param>
    private sealed record Result(AccessToken Token, bool IsTokenValid, bool HadProvider)
    {
        public bool IsRenewed { get; init; }

        /// <summary>Whether it is unknown if the token was the reason.</summary>
        public bool IsDoubtful { get; init; }

        public Exception? Failure { get; init; }

        public KooDriveErrorReason Reason { get; init; }

        /// <summary>The recovery's number.</summary>
        public long Number { get; init; }

        /// <summary>How many recoveries had ended with this one.</summary>
        public long Recoveries { get; init; }

        // A valid token may have expired since, so that this result does not apply to a later refusal.
        public bool Covers(TokenRefusal refusal, RequestContext context) =>
            Token == refusal.Use.Token && !IsDoubtful && (IsTokenValid
                ? Number > refusal.RecoveriesBegun
                : Recoveries > refusal.Use.Recoveries && (HadProvider || context.Hooks.AccessTokenProvider is null));
    }
}
