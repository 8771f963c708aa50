using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using KooDrive.Sandbox;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace KooDrive.TestServer;

/// <summary>
/// The offline service on a loopback port. Every request is recorded, and a script decides how each is handled; without a script,
/// the engine responds.
/// </summary>
public sealed class FakeService : IAsyncDisposable
{
    private readonly RequestLog _log = new();
    private readonly ConnectionCounter _connections = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly ShiftedClock _clock;
    private LoopbackHost? _host;

    private FakeService(SandboxOptions options, TimeProvider clock)
    {
        Options = options;
        _clock = new ShiftedClock(clock);
        Engine = new SandboxService(options, _clock);
    }

    /// <summary>The service's endpoint: <c>http://127.0.0.1:port/</c>, or <c>https</c> with a certificate.</summary>
    public Uri Endpoint => _host!.Address;

    /// <summary>The engine behind it.</summary>
    public SandboxService Engine { get; }

    /// <summary>The options of the engine.</summary>
    public SandboxOptions Options { get; }

    /// <summary>Decides what happens to a request; null, or a result of null, passes it to the engine. See <see cref="Scripts"/>.</summary>
    public Func<RecordedRequest, Behavior?>? Script { get; set; }

    /// <summary>Pages to serve listings with instead of the engine's; null for the engine's. Scripts apply to them too.</summary>
    public PagePlan? Pages { get; set; }

    /// <summary>How far the service's clock is ahead of the real one; negative when it is behind.</summary>
    public TimeSpan ClockShift
    {
        get => _clock.Shift;
        set => _clock.Shift = value;
    }

    /// <summary>How far the <c>Date</c> header is ahead of the service's clock.</summary>
    public TimeSpan DateShift { get; set; }

    /// <summary>Whether requests are kept for <see cref="Requests"/>; false for high volumes, when they are only counted.</summary>
    public bool RecordRequests
    {
        get => _log.IsKeeping;
        set => _log.IsKeeping = value;
    }

    /// <summary>The requests so far, in their order.</summary>
    public IReadOnlyList<RecordedRequest> Requests => _log.Snapshot();

    /// <summary>How many requests were received, recorded or not.</summary>
    public int RequestCount => _log.Count;

    /// <summary>How many connections are open.</summary>
    public int OpenConnections => _connections.Open;

    /// <summary>The service's time.</summary>
    internal DateTimeOffset Now => _clock.GetUtcNow();

    /// <summary>Opens a service.</summary>
    /// <param name="options">Its data and the accepted credentials; null for the defaults, which accept none.</param>
    /// <param name="clock">The clock; null for the system's.</param>
    /// <param name="certificate">Its TLS certificate; null for plain HTTP.</param>
    /// <param name="address">The loopback address that it listens on; null for 127.0.0.1.</param>
    public static async Task<FakeService> StartAsync(
        SandboxOptions? options = null, TimeProvider? clock = null, X509Certificate2? certificate = null, IPAddress? address = null)
    {
        var service = new FakeService(options ?? new SandboxOptions(), clock ?? TimeProvider.System);
        service._host = await LoopbackHost.StartAsync(service.ServeAsync, service._connections.Count, certificate, address)
            .ConfigureAwait(false);
        return service;
    }

    /// <summary>How many requests of a call were received, recorded or not.</summary>
    /// <param name="call">The call.</param>
    public int CountOf(ApiCall call) => _log.CountOf(call);

    /// <summary>The first request, past or future, that satisfies a condition.</summary>
    /// <param name="predicate">The condition.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public Task<RecordedRequest> WaitForRequestAsync(Func<RecordedRequest, bool> predicate, CancellationToken cancellationToken) =>
        _log.WaitAsync(predicate, cancellationToken);

    /// <summary>The request with a number.</summary>
    /// <param name="number">Its number among all requests, from 1.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public Task<RecordedRequest> WaitForRequestAsync(int number, CancellationToken cancellationToken) =>
        WaitForRequestAsync(request => request.Number == number, cancellationToken);

    /// <summary>Completes when no connection is open.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public Task WaitForNoConnectionsAsync(CancellationToken cancellationToken) => _connections.WaitForNoneAsync(cancellationToken);

    /// <summary>Closes the service; requests that are stalled are cut.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        await _host!.DisposeAsync().ConfigureAwait(false);
        _closing.Dispose();
    }

    internal SandboxResponse Response(RecordedRequest request) =>
        Pages is { } pages && request.Call == ApiCall.ListTasks
            ? Engine.Check(request.Request) ?? pages.Response(request, Options.ResponseShape)
            : Engine.Handle(request.Request);

    private async Task ServeAsync(HttpContext context)
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _closing.Token);
        var request = await ReadAsync(context, gone.Token).ConfigureAwait(false);
        using var registration = context.RequestAborted.Register(OnGone);
        _log.Add(request);
        var exchange = new Exchange(this, request, context, gone.Token);
        try
        {
            await (Script?.Invoke(request) ?? Behavior.Pass).ApplyAsync(exchange).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            // The registration may be disposed before its callback runs: callbacks have no order among threads.
            OnGone();
            exchange.Cut();
        }
#pragma warning disable CA1031 // A failure of a script must be reported to its test.
        catch (Exception error) when (!context.Response.HasStarted)
#pragma warning restore CA1031
        {
            await exchange.SendAsync(new SandboxResponse(500, [], Encoding.UTF8.GetBytes(error.ToString()))).ConfigureAwait(false);
        }

        // A service that closes aborts its requests as well: that is not the caller's doing.
        void OnGone()
        {
            if (!_closing.IsCancellationRequested)
                request.OnAborted();
        }
    }

    private async Task<RecordedRequest> ReadAsync(HttpContext context, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, cancellationToken).ConfigureAwait(false);
        string target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var headers = context.Request.Headers.SelectMany(header =>
            header.Value.Select(value => new KeyValuePair<string, string>(header.Key, value ?? string.Empty)));
        return new RecordedRequest(
            new SandboxRequest(context.Request.Method, target, headers, body.ToArray(), Endpoint.Authority), target, Now);
    }
}
