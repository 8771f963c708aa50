using System;
using System.Net;

namespace KooDrive;

/// <summary>
/// A call that failed: what happened, what is known of it and what to do. The message holds all of it; the properties hold it
/// for scripts. No secret is ever part of either.
/// </summary>
#pragma warning disable CA1032 // Made in one place only, and always with a kind.
public sealed class KooDriveException : Exception
#pragma warning restore CA1032
{
    private readonly string _summary;
    private readonly CallFacts? _facts;

    internal KooDriveException(
        KooDriveErrorKind kind, string summary, string recommendedAction, CallFacts? facts = null, Exception? innerException = null)
        : this(kind, summary, recommendedAction, facts, listing: null, innerException)
    {
    }

    // The same failure, told by the listing that it ended.
    internal KooDriveException(KooDriveException cause, ListingFacts listing)
        : this(cause.Kind, cause._summary, cause.RecommendedAction, cause._facts, listing, cause.InnerException)
    {
    }

    private KooDriveException(
        KooDriveErrorKind kind, string summary, string recommendedAction, CallFacts? facts, ListingFacts? listing, Exception? innerException)
        : base(ErrorText.Compose(summary, facts, listing) + " " + recommendedAction, innerException)
    {
        _summary = summary;
        _facts = facts;
        Kind = kind;
        Description = ErrorText.Compose(summary, facts, listing);
        RecommendedAction = recommendedAction;
        Cursor = listing?.Cursor;
        TasksReturned = listing?.TasksReturned;
    }

    /// <summary>What went wrong, in one word.</summary>
    public KooDriveErrorKind Kind { get; }

    /// <summary>The message without the recommended action, for where that is shown apart.</summary>
    public string Description { get; }

    /// <summary>What to do about it.</summary>
    public string RecommendedAction { get; }

    /// <summary>The HTTP status of the answer; null when there was none.</summary>
    public HttpStatusCode? HttpStatusCode => _facts?.Status;

    /// <summary>The service's <c>code</c>; null when the answer had none.</summary>
    public string? ServiceCode => _facts?.ServiceCode;

    /// <summary>The service's <c>msg</c>; null when the answer had none.</summary>
    public string? ServiceMessage => _facts?.ServiceMessage;

    /// <summary>The <c>X-Traceid</c> of the request, for the service's support; null when no request was made.</summary>
    public string? TraceId => _facts?.TraceId;

    /// <summary>When the answer came or the request failed, in UTC; null when no request was made.</summary>
    public DateTimeOffset? Time => _facts?.Time;

    /// <summary>
    /// For a listing that broke: the cursor that gives the rest, null when that is all of it. Null for other calls.
    /// </summary>
    public string? Cursor { get; }

    /// <summary>For a listing that broke: how many tasks came out before. Null for other calls.</summary>
    public long? TasksReturned { get; }

    internal CallFacts? Facts => _facts;
}
