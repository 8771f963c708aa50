using System;
using System.Net;

namespace KooDrive.Client.Errors;

/// <summary>What is known of a request that failed.</summary>
internal sealed record CallFacts(string TraceId, DateTimeOffset Time)
{
    public HttpStatusCode? Status { get; init; }

    public string? ServiceCode { get; init; }

    public string? ServiceMessage { get; init; }

    /// <summary>Asking again may help.</summary>
    public bool IsTransient { get; init; }

    /// <summary>It is certain that the service has not seen the request.</summary>
    public bool IsUnsent { get; init; }

    /// <summary>How long the service asks to wait; null when it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }
}

/// <summary>How far a listing had come when it broke.</summary>
internal sealed record ListingFacts(long TasksReturned, string? Cursor);
