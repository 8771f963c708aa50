using System;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Reflection;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using KooDrive.Client.Authentication;
using KooDrive.Client.Errors;
using KooDrive.Client.Json;

namespace KooDrive.Client.Http;

/// <summary>
/// Carries a call of the API to the service and its answer back: retried, authenticated anew where that helps, and every failure
/// turned into a <see cref="KooDriveException"/>.
/// </summary>
internal sealed class ApiChannel : IDisposable
{
    private static readonly string UserAgent =
        "KooDrive/" + Version.Parse(typeof(ApiChannel).Assembly.GetCustomAttribute<AssemblyFileVersionAttribute>()!.Version).ToString(3);

    private readonly KooDriveClientOptions _options;
    private readonly Transport _transport;
    private readonly ServiceClock _clock;
    private readonly string _host;
    private readonly string _userId;
    private readonly string _language;
#pragma warning disable CA2213 // Calls that begin after the end still look at it; without a timer it holds nothing to dispose.
    private readonly CancellationTokenSource _disposal = new();
#pragma warning restore CA2213
    private long _lastSent;

    public ApiChannel(KooDriveClientOptions options)
    {
        _options = options;
        _userId = HeaderText.Require(options.UserId, nameof(options.UserId), ClientMessages.UserIdName);
        _language = HeaderText.Require(options.Language, nameof(options.Language), ClientMessages.LanguageName);
        _transport = new Transport(options);
        _clock = new ServiceClock(options.TimeProvider);
        _host = HostHeader(options.Endpoint);
        _lastSent = options.TimeProvider.GetTimestamp();
    }

    public CallStatistics Statistics { get; } = new();

    public DateTimeOffset UtcNow => _options.TimeProvider.GetUtcNow();

    /// <summary>Keeps the access token alive until the keeper is disposed.</summary>
    public TokenKeepAlive KeepTokenAlive() => new(this, _options.TimeProvider, isNeeded: _options.Credential.ExpiresWhenIdle);

    /// <summary>The time since the newest request; that since the channel was made, before the first.</summary>
    public TimeSpan Silence => _options.TimeProvider.GetElapsedTime(Interlocked.Read(ref _lastSent));

    /// <summary>Ends calls under way, those that wait for a retry as well.</summary>
    public void Dispose()
    {
        _disposal.Cancel();
        _transport.Dispose();
    }

    /// <exception cref="KooDriveException">The call failed for good.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    public async Task<ApiResponse<T>> SendAsync<T>(ApiRequest request, ResponseReader<T> read, CallHooks hooks, CancellationToken cancellationToken)
        where T : class
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposal.Token);
        try
        {
            var firstAttempt = SendAuthenticatedAsync(request, read, hooks, ended.Token);
            try
            {
                return await firstAttempt.ConfigureAwait(false);
            }
            catch (KooDriveException e) when (Retries.CanHelpWith(e, request))
            {
                return await new Retries(request, hooks, _options, Statistics).ExecuteAsync(
                    firstAttempt, token => SendAuthenticatedAsync(request, read, hooks, token), ended.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (OperationCanceledException) when (_disposal.IsCancellationRequested)
        {
            throw KooDriveErrors.Disconnected();
        }
        catch (KooDriveException e) when (request.ChangesData && LeavesOutcomeOpen(e))
        {
            throw KooDriveErrors.OutcomeUnknown(request, e);
        }
    }

    /// <summary>The same without the retries: for whoever wants to know how things stand now.</summary>
    /// <exception cref="KooDriveException">The call failed.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    public async Task<ApiResponse<T>> SendAuthenticatedAsync<T>(
        ApiRequest request, ResponseReader<T> read, CallHooks hooks, CancellationToken cancellationToken)
        where T : class
    {
        var renewal = new TokenRenewal(
            (authorization, sessionId, token) => RefreshSessionAsync(authorization, sessionId, hooks, token), hooks.AccessTokenProvider);
        for (var tried = Remedies.None; ;)
        {
            var authorization = await _options.Credential.AuthorizeAsync(renewal, cancellationToken).ConfigureAwait(false);
            var exchange = new Exchange(request, authorization, hooks);
            try
            {
                return await SendOnceAsync(exchange, read, cancellationToken).ConfigureAwait(false);
            }
            catch (KooDriveException) when ((exchange.Remedy & ~tried) != Remedies.None)
            {
                tried |= exchange.Remedy;
            }
        }
    }

    private async Task<string> RefreshSessionAsync(
        IAuthorization authorization, string sessionId, CallHooks hooks, CancellationToken cancellationToken)
    {
        var exchange = new Exchange(ApiRequest.RefreshSession(), authorization, hooks) { SessionId = sessionId };
        return (await SendOnceAsync(exchange, RefreshSessionResponse.Read, cancellationToken).ConfigureAwait(false)).Value;
    }

    private async Task<ApiResponse<T>> SendOnceAsync<T>(Exchange exchange, ResponseReader<T> read, CancellationToken cancellationToken)
        where T : class
    {
        using var timeout = _options.TimeProvider.CreateTimeout(_options.OperationTimeout);
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        using var message = CreateMessage(exchange);
        Interlocked.Exchange(ref _lastSent, _options.TimeProvider.GetTimestamp());
        Statistics.RequestSent(exchange.TraceId, UtcNow);
        try
        {
            using var response = await _transport.SendAsync(message, attempt.Token).ConfigureAwait(false);
            exchange.ServiceDate = response.Headers.Date;
            if (response.Headers.Date is { } date)
                _clock.Observe(date, exchange.Hooks);
            using var body = await ResponseBody.ReadAsync(response, attempt.Token).ConfigureAwait(false);
            return response.IsSuccessStatusCode ? ReadResponse(exchange, response, body, read) : throw Refusal(exchange, response, body);
        }
        catch (Exception e) when (e is not KooDriveException && cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception e) when (e is not KooDriveException && timeout.IsCancellationRequested)
        {
            throw KooDriveErrors.Timeout(exchange.Request, FactsOf(exchange) with { IsTransient = true }, _options.OperationTimeout, e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException or OperationCanceledException)
        {
            throw KooDriveErrors.Connection(exchange.Request, FactsOf(exchange) with { IsTransient = true, IsUnsent = IsUnsent(e) }, e);
        }
        catch (InvalidDataException e)
        {
            throw KooDriveErrors.Invalid(exchange.Request, FactsOf(exchange), e);
        }
    }

    private HttpRequestMessage CreateMessage(Exchange exchange)
    {
        var request = exchange.Request;
        var uri = new Uri(_options.Endpoint, request.PathAndQuery);
        DateTimeOffset now = _clock.Now;
        string date = now.UtcDateTime.ToString(RequestSigner.DateFormat, CultureInfo.InvariantCulture);
        exchange.Date = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
        exchange.AuthorizationHeader = exchange.Authorization.SignFor(
            new RequestToSign(request.Method.Method, uri, _host, date, _userId, request.Body));

        var message = new HttpRequestMessage(request.Method, uri);
        if (request.Body.Length > 0)
        {
            message.Content = new ByteArrayContent(request.Body);
            message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        }

        // Without validation: it would quote what it does not like, and it does not like "Bearer+".
        var headers = message.Headers;
        headers.ExpectContinue = false; // Which is the default of .NET, and not of .NET Framework.
        headers.TryAddWithoutValidation("Authorization", exchange.AuthorizationHeader);
        headers.TryAddWithoutValidation("X-User-Id", _userId);
        headers.TryAddWithoutValidation("X-Date", date);
        headers.TryAddWithoutValidation("X-Traceid", exchange.TraceId);
        headers.TryAddWithoutValidation("language", _language);
        headers.TryAddWithoutValidation("User-Agent", UserAgent);
        headers.TryAddWithoutValidation("Accept", "application/json");
        if (exchange.SessionId is not null)
            headers.TryAddWithoutValidation("x-session-id", exchange.SessionId);
        return message;
    }

    private ApiResponse<T> ReadResponse<T>(Exchange exchange, HttpResponseMessage response, ResponseBody body, ResponseReader<T> read)
        where T : class
    {
        ParsedResponse<T> answer;
        try
        {
            answer = read(body.Utf8);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // The latter is invalid UTF-8 or UTF-16 in a string.
        {
            CallFacts facts = FactsOf(exchange, response.StatusCode);
            throw EndsWithConnection(response)
                ? KooDriveErrors.Connection(exchange.Request, facts with { IsTransient = true }, e)
                : KooDriveErrors.Invalid(exchange.Request, facts, e);
        }

        if (answer.IsSuccess && answer.Value is { } value)
        {
            exchange.Authorization.Accepted();
            return new ApiResponse<T>(value, exchange.TraceId);
        }

        CallFacts known = FactsOf(exchange, response.StatusCode, answer.Code, answer.Message);
        throw answer.Code is null or "0" ? KooDriveErrors.Invalid(exchange.Request, known) : KooDriveErrors.Code(exchange.Request, known);
    }

    private KooDriveException Refusal(Exchange exchange, HttpResponseMessage response, ResponseBody body)
    {
        var envelope = Envelope.ReadLeniently(body.Utf8);
        CallFacts facts = FactsOf(exchange, response.StatusCode, envelope.Code, envelope.Msg) with
        {
            IsTransient = (int)response.StatusCode is 408 or 429 or 500 or 502 or 503 or 504,
            RetryAfter = RetryAfter(response),
        };
        if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.BadRequest && exchange.WasDatedWrongly)
        {
            exchange.Remedy = Remedies.Time;
            return KooDriveErrors.Unauthorized(KooDriveErrorKind.AuthenticationFailed, facts);
        }

        if (response.StatusCode != HttpStatusCode.Unauthorized)
            return KooDriveErrors.Status(exchange.Request, facts);
        if (exchange.Authorization.Refused(facts, out KooDriveErrorKind cause))
            exchange.Remedy = Remedies.Token;
        return KooDriveErrors.Unauthorized(cause, facts);
    }

    private CallFacts FactsOf(Exchange exchange, HttpStatusCode? status = null, string? code = null, string? message = null)
    {
        string[] secrets = code is null && message is null
            ? []
            : [.. _options.Credential.RevealSecrets(), .. SecretsIn(exchange.AuthorizationHeader), .. SecretsOf(_options.ProxyCredential)];
        return new CallFacts(exchange.TraceId, UtcNow)
        {
            Status = status,
            ServiceCode = ServiceText.Clean(code, secrets),
            ServiceMessage = ServiceText.Clean(message, secrets),
        };
    }

    // The token that was sent need not be the current one any more.
    private static string[] SecretsIn(string authorization) =>
        [authorization, AccessToken.WithoutScheme(authorization), RequestSigner.SignatureIn(authorization)];

    private static string[] SecretsOf(NetworkCredential? proxy) =>
        proxy is null ? [] : [proxy.Password, proxy.UserName + ":" + proxy.Password];

    // As .NET sends it: it is part of the signature.
    private static string HostHeader(Uri endpoint)
    {
        string host = endpoint.HostNameType == UriHostNameType.IPv6 ? endpoint.Host : endpoint.IdnHost;
        return endpoint.IsDefaultPort ? host : host + ":" + endpoint.Port.ToString(CultureInfo.InvariantCulture);
    }

    // Such a body has no announced length: a broken link looks like its end.
    private static bool EndsWithConnection(HttpResponseMessage response) =>
        response.Content.Headers.ContentLength is null
        && response.Headers.TransferEncodingChunked != true
        && (response.Headers.ConnectionClose == true || response.Version < HttpVersion.Version11);

    // As a date it counts from the service's own clock, where the answer tells that.
    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        if (response.Headers.RetryAfter is not { } header)
            return null;
        TimeSpan? wait = header.Delta ?? (header.Date - (response.Headers.Date ?? UtcNow));
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    private static bool LeavesOutcomeOpen(KooDriveException e) =>
        (CallFacts?)e.Facts is { IsUnsent: false }
        && e.Kind is KooDriveErrorKind.ConnectionFailed or KooDriveErrorKind.OperationTimeout
            or KooDriveErrorKind.ServiceUnavailable or KooDriveErrorKind.InvalidResponse;

    // What happens before there is a connection. A cancellation that is neither the caller's nor the operation time-out is the
    // connection time-out.
    private static bool IsUnsent(Exception e) =>
#if NET
        e is OperationCanceledException or HttpRequestException
        {
            HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
        };
#else
        e.InnerException is WebException
        {
            Status: WebExceptionStatus.NameResolutionFailure or WebExceptionStatus.ConnectFailure
                or WebExceptionStatus.ProxyNameResolutionFailure or WebExceptionStatus.SecureChannelFailure
                or WebExceptionStatus.TrustFailure,
        };
#endif

    /// <summary>What can turn a refusal into success. Each is tried once: a wrong date hides whether the token is good.</summary>
    [Flags]
    private enum Remedies
    {
        None = 0,
        Time = 1,
        Token = 2,
    }

    /// <summary>One HTTP request and what became of it.</summary>
    private sealed class Exchange(ApiRequest request, IAuthorization authorization, CallHooks hooks)
    {
        public ApiRequest Request { get; } = request;

        public IAuthorization Authorization { get; } = authorization;

        public CallHooks Hooks { get; } = hooks;

        public string TraceId { get; } = Http.TraceId.New();

        public string? SessionId { get; init; }

        public string AuthorizationHeader { get; set; } = string.Empty;

        /// <summary>The <c>X-Date</c> that it carried.</summary>
        public DateTimeOffset Date { get; set; }

        /// <summary>The <c>Date</c> of the answer; null when it had none.</summary>
        public DateTimeOffset? ServiceDate { get; set; }

        /// <summary>With what the same call may succeed at once.</summary>
        public Remedies Remedy { get; set; }

        public bool WasDatedWrongly => ServiceDate is { } serviceDate && ServiceClock.HadToRefuse(Date, serviceDate);
    }
}
