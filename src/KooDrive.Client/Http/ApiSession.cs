using System;
using System.Net;
using KooDrive.Client.Authentication;
using KooDrive.Client.Diagnostics;
using KooDrive.Client.Errors;
using KooDrive.Client.Json;

namespace KooDrive.Client.Http;

/// <summary>What all handlers of one client share.</summary>
internal sealed class ApiSession
{
    public ApiSession(KooDriveClientOptions options)
    {
        Options = options;
        Clock = new ServiceClock(options.TimeProvider);
        Messages = new MessageFactory(options);
        Redactor = new Redactor(options);
        Statistics = new CallStatistics(options.TimeProvider);
    }

    public KooDriveClientOptions Options { get; }

    public CallStatistics Statistics { get; }

    public ServiceClock Clock { get; }

    public MessageFactory Messages { get; }

    public Redactor Redactor { get; }

    public KooDriveCredential Credential => Options.Credential;

    public TimeProvider TimeProvider => Options.TimeProvider;

    public DateTimeOffset UtcNow => Options.TimeProvider.GetUtcNow();

    /// <summary>For how long a request has been retried.</summary>
    public TimeSpan RetryTimeOf(RequestContext context) =>
        context.FirstFailure is { } begin ? TimeProvider.GetElapsedTime(begin) : TimeSpan.Zero;

    /// <summary>The facts of the newest attempt at a request.</summary>
    public CallFacts FactsOf(RequestContext context, HttpStatusCode? status = null, string? code = null, string? message = null) =>
        new(context.TraceId, UtcNow)
        {
            Status = status,
            ServiceCode = Redactor.CleanLine(code, context.Authorization),
            ServiceMessage = Redactor.CleanLine(message, context.Authorization),
        };

    /// <summary>The facts of the newest attempt, which got an error response.</summary>
    public CallFacts FactsOf(RequestContext context, HttpStatusCode status, Envelope? envelope)
    {
        var facts = FactsOf(context, status, envelope?.Code, envelope?.Msg);
        return status == HttpStatusCode.ProxyAuthenticationRequired ? WithProxy(facts) : facts;
    }

    /// <summary>Adds the proxy, which may be the cause of a failure.</summary>
    public CallFacts WithProxy(CallFacts facts) =>
        ProxySelection.Of(Options) is { Address: not null } proxy ? facts with { Proxy = proxy.Description } : facts;
}
