using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using KooDrive.Client.Errors;
using KooDrive.Client.Json;

namespace KooDrive.Client.Http;

/// <summary>
/// Makes one attempt: sends the request and reads the whole response within the operation time-out and the size limit, so that a
/// response that is cut or stalls is a failed attempt. The platform's exceptions become a <see cref="KooDriveException"/>; the
/// facts of the attempt go into the <see cref="RequestContext"/>.
/// </summary>
internal sealed class BufferingHandler(ApiSession session) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var context = RequestContext.Of(request);
        context.BeginAttempt();
        using var timeout = session.TimeProvider.CreateTimeout(session.Options.OperationTimeout);
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        HttpResponseMessage? response = null;
        try
        {
            response = await base.SendAsync(request, attempt.Token).ConfigureAwait(false);
            ObserveDate(context, response.Headers.Date);
            var body = await BufferedContent.ReadAsync(response, attempt.Token).ConfigureAwait(false);
            bool endsWithConnection = EndsWithConnection(response);
            var headers = response.Content.Headers;
            response.Content = body;
            if (context.Hooks.Debug is not null)
                Copy(headers, body.Headers);
            if (endsWithConnection && IsCut(body.Utf8))
                throw new IOException(ClientMessages.ResponseCut);
            Inspect(context, response, body);
            return response;
        }
        catch (Exception e)
        {
            response?.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            context.IsTransient = true;
            if (timeout.IsCancellationRequested)
                throw KooDriveErrors.Timeout(context.Request, session.FactsOf(context), session.Options.OperationTimeout, e);
            if (e is InvalidDataException or ResponseTooLargeException)
            {
                context.IsTransient = false;
                throw e is InvalidDataException
                    ? KooDriveErrors.Invalid(context.Request, session.FactsOf(context), e)
                    : KooDriveErrors.TooLarge(context.Request, session.FactsOf(context));
            }

            if (e is HttpRequestException or IOException or SocketException or OperationCanceledException)
                throw Broken(context, e);
            throw;
        }
    }

    // When the headers have arrived, not after the body, which may take long.
    private void ObserveDate(RequestContext context, DateTimeOffset? date)
    {
        context.ServiceDate = date;
        if (date is { } serviceDate)
            session.Clock.Observe(serviceDate, context.Hooks);
    }

    // The headers of the original body, for the debug text only.
    private static void Copy(HttpContentHeaders from, HttpContentHeaders to)
    {
        foreach (var header in from)
            to.TryAddWithoutValidation(header.Key, header.Value);
    }

    private void Inspect(RequestContext context, HttpResponseMessage response, BufferedContent body)
    {
        context.StatusCode = (int)response.StatusCode;
        if (response.IsSuccessStatusCode && !context.Request.ChangesData)
            return;
        context.Envelope = Envelope.ReadLeniently(body.Utf8);
        context.State = ExchangeStates.Of(response.StatusCode, context.Envelope.Code);
        context.IsTransient = context.StatusCode is 408 or 429 or 500 or 502 or 503 or 504;
        context.RetryAfter = RetryAfter(response);
    }

    // A date is relative to the service's clock, if the response has a Date header.
    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        if (response.Headers.RetryAfter is not { } header)
            return null;
        TimeSpan? wait = header.Delta ?? (header.Date - (response.Headers.Date ?? session.UtcNow));
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    private KooDriveException Broken(RequestContext context, Exception exception)
    {
        if (NetworkErrors.IsUnsent(exception))
            context.State = ExchangeState.Unsent;
        context.IsTransient = !NetworkErrors.IsLasting(exception);
        var cleaned = session.Redactor.Clean(exception, context.Authorization);
        string reason = session.Redactor.CleanLine(NetworkErrors.Reason(exception), context.Authorization);
        return KooDriveErrors.Connection(context, session.WithProxy(session.FactsOf(context)), exception, reason, cleaned);
    }

    // Such a body has no announced length, so that a broken connection looks like its end.
    private static bool EndsWithConnection(HttpResponseMessage response) =>
        response.StatusCode != HttpStatusCode.NoContent
        && response.Content.Headers.ContentLength is null
        && response.Headers.TransferEncodingChunked != true
        && (response.Headers.ConnectionClose == true || response.Version < HttpVersion.Version11);

    // Whether the JSON is incomplete. A body that is not JSON is left to its reader.
    private static bool IsCut(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body, isFinalBlock: false, new JsonReaderState(JsonValues.ReaderOptions));
        try
        {
            while (reader.Read())
            {
            }

            return reader.CurrentDepth > 0 || reader.TokenType == JsonTokenType.None;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
