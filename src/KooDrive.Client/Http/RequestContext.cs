using System;
using System.Net.Http;
using KooDrive.Client.Json;

namespace KooDrive.Client.Http;

/// <summary>What the handlers know about a request; one for all attempts.</summary>
internal sealed partial class RequestContext(ApiRequest request, CallHooks hooks)
{
    private const string Name = "KooDrive.RequestContext";

    public ApiRequest Request { get; } = request;

    /// <summary>The callbacks of the call.</summary>
    public CallHooks Hooks { get; } = hooks;

    /// <summary>False to report the first failure.</summary>
    public bool MayBeRetried { get; init; } = true;

    /// <summary>The <c>X-Traceid</c> of the newest attempt.</summary>
    public string TraceId { get; set; } = string.Empty;

    /// <summary>The <c>Authorization</c> header of the newest attempt: a secret.</summary>
    public string Authorization { get; set; } = string.Empty;

    /// <summary>Whether the service has executed the newest attempt.</summary>
    public ExchangeState State { get; set; } = ExchangeState.Unsent;

    /// <summary>Whether the failure of the newest attempt is transient.</summary>
    public bool IsTransient { get; set; }

    /// <summary>Whether another attempt may succeed and does no harm. A refused request has not been executed.</summary>
    public bool CanRetryHelp => IsTransient && (!Request.ChangesData || State is ExchangeState.Unsent or ExchangeState.Refused);

    /// <summary>How long the service asks to wait before the next attempt; null when it does not say.</summary>
    public TimeSpan? RetryAfter { get; set; }

    /// <summary>The <c>Date</c> of the newest response, even when its body did not arrive; null when it had none.</summary>
    public DateTimeOffset? ServiceDate { get; set; }

    /// <summary>The HTTP status of the newest response; 0 when there was none.</summary>
    public int StatusCode { get; set; }

    /// <summary>The envelope of the newest response, if a handler needed it; else null.</summary>
    public Envelope? Envelope { get; set; }

    /// <summary>The newest attempt was refused, and its token may be the reason; null otherwise.</summary>
    public TokenRefusal? Refusal { get; set; }

    /// <summary>Whether it is unknown if the token was refused.</summary>
    public bool IsTokenDoubtful { get; set; }

    /// <summary>Begins an attempt: resets the facts of the previous one.</summary>
    public void BeginAttempt()
    {
        State = ExchangeState.Unknown;
        IsTransient = false;
        RetryAfter = null;
        ServiceDate = null;
        StatusCode = 0;
        Envelope = null;
    }

    /// <summary>How many attempts have been made.</summary>
    public int Attempts { get; set; }

    /// <summary>When the first attempt began: a timestamp; null before that.</summary>
    public long? Begin { get; set; }

    /// <summary>When the newest attempt began: a timestamp.</summary>
    public long AttemptBegin { get; set; }

    /// <summary>When the first attempt failed: a timestamp; null before that.</summary>
    public long? FirstFailure { get; set; }

    /// <summary>The context of a message that <see cref="MessageFactory"/> has made.</summary>
    public static RequestContext Of(HttpRequestMessage message) =>
        Find(message) ?? throw new InvalidOperationException($"There is no {Name}.");
}
