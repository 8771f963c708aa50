using System;
using System.Threading;
using System.Threading.Tasks;
using KooDrive.Client.Errors;
using KooDrive.Client.Json;

namespace KooDrive.Client.Http;

/// <summary>Calls the API: sends a request through the chain of handlers and returns its response as a value or an error.</summary>
internal sealed class KooDriveApi : IDisposable
{
    private readonly ApiSession _session;
    private readonly HandlerChain _handlers;
#pragma warning disable CA2213 // Calls that begin after disposal still use it; without a timer it has nothing to dispose.
    private readonly CancellationTokenSource _disposal = new();
#pragma warning restore CA2213

    public KooDriveApi(KooDriveClientOptions options)
    {
        _session = new ApiSession(options);
        _handlers = new HandlerChain(_session);
    }

    public CallStatistics Statistics => _session.Statistics;

    public DateTimeOffset UtcNow => _session.UtcNow;

    /// <summary>Keeps the access token valid until the result is disposed.</summary>
    public TokenKeepAlive KeepTokenAlive() => new(this, _session.TimeProvider, isNeeded: _session.Credential.ExpiresWhenIdle);

    /// <summary>Ends calls under way, those that wait for a retry as well.</summary>
    public void Dispose()
    {
        _disposal.Cancel();
        _handlers.Dispose();
    }

    /// <param name="request">The request.</param>
    /// <param name="read">Reads the response's body.</param>
    /// <param name="hooks">Callbacks.</param>
    /// <param name="cancellationToken">Ends the call at once.</param>
    /// <param name="mayBeRetried">False to report the first failure.</param>
    /// <exception cref="KooDriveException">The call failed for good.</exception>
    /// <exception cref="OperationCanceledException">The call was canceled.</exception>
    public async Task<ApiResponse<T>> SendAsync<T>(
        ApiRequest request, ResponseReader<T> read, CallHooks hooks, CancellationToken cancellationToken, bool mayBeRetried = true)
        where T : class
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposal.Token);
        var context = new RequestContext(request, hooks) { MayBeRetried = mayBeRetried };
        using var message = _session.Messages.Create(context);
        try
        {
            using var response = await _handlers.SendAsync(message, ended.Token).ConfigureAwait(false);
            return new ApiResponse<T>(ResponseParser.Parse(_session, context, response, read), context.TraceId);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (OperationCanceledException) when (_disposal.IsCancellationRequested)
        {
            throw request.ChangesData && context.State == ExchangeState.Unknown
                ? KooDriveErrors.OutcomeUnknown(context, _session.FactsOf(context), KooDriveErrors.Disconnected())
                : KooDriveErrors.Disconnected();
        }
        catch (KooDriveException e) when (request.ChangesData && context.State == ExchangeState.Unknown)
        {
            throw KooDriveErrors.OutcomeUnknown(context, KooDriveErrors.FactsOf(e), e);
        }
    }
}
