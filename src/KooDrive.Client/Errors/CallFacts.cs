using System;
using System.Net;

namespace KooDrive.Client.Errors;

/// <summary>What is known of a request that failed.</summary>
internal sealed record CallFacts(string TraceId, DateTimeOffset Time)
{
    public HttpStatusCode? Status { get; init; }

    public string? ServiceCode { get; init; }

    public string? ServiceMessage { get; init; }

    /// <summary>The proxy that the request went through, where that matters; null elsewhere.</summary>
    public string? Proxy { get; init; }
}

/// <summary>How far a listing had come when it broke.</summary>
/// <param name="TasksReturned">How many tasks came out.</param>
/// <param name="Cursor">Where to go on from; null for the beginning, or where there is no such place.</param>
/// <param name="Skip">How many tasks are to be left out there.</param>
internal sealed record ListingFacts(long TasksReturned, string? Cursor, long Skip);
