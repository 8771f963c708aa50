using System;
using System.Net;

namespace KooDrive.Client.Errors;

/// <summary>The facts about a request that failed.</summary>
internal sealed record CallFacts(string TraceId, DateTimeOffset Time)
{
    public HttpStatusCode? Status { get; init; }

    public string? ServiceCode { get; init; }

    public string? ServiceMessage { get; init; }

    /// <summary>The proxy that the request used, when it may be the cause; else null.</summary>
    public string? Proxy { get; init; }
}

/// <summary>The position of a listing when it broke.</summary>
/// <param name="TasksReturned">How many items were returned.</param>
/// <param name="Cursor">Where to continue; null for the beginning, or if the listing cannot be continued.</param>
/// <param name="Skip">How many items to skip there.</param>
internal sealed record ListingFacts(long TasksReturned, string? Cursor, long Skip);
