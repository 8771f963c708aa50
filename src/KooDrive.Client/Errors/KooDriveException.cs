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
    internal KooDriveException(
        KooDriveErrorKind kind, string summary, string recommendedAction, CallFacts? facts = null, Exception? innerException = null)
        : base(ErrorText.Compose(summary, facts, listing: null, recommendedAction), innerException)
    {
        Kind = kind;
        Summary = summary;
        RecommendedAction = recommendedAction;
        Facts = facts;
    }

    // The same failure, told by the listing that it ended.
    internal KooDriveException(KooDriveException cause, ListingFacts listing)
        : base(ErrorText.Compose(cause.Summary, cause.Facts, listing, cause.RecommendedAction), cause.InnerException)
    {
        Kind = cause.Kind;
        Summary = cause.Summary;
        RecommendedAction = cause.RecommendedAction;
        Facts = cause.Facts;
        Cursor = listing.Cursor;
        TasksReturned = listing.TasksReturned;
    }

    /// <summary>What went wrong, in one word.</summary>
    public KooDriveErrorKind Kind { get; }

    /// <summary>What to do about it.</summary>
    public string RecommendedAction { get; }

    /// <summary>The HTTP status of the answer; null when there was none.</summary>
    public HttpStatusCode? HttpStatusCode => Facts?.Status;

    /// <summary>The service's <c>code</c>; null when the answer had none.</summary>
    public string? ServiceCode => Facts?.ServiceCode;

    /// <summary>The service's <c>msg</c>; null when the answer had none.</summary>
    public string? ServiceMessage => Facts?.ServiceMessage;

    /// <summary>The <c>X-Traceid</c> of the request, for the service's support; null when no request was made.</summary>
    public string? TraceId => Facts?.TraceId;

    /// <summary>When the answer came or the request failed, in UTC; null when no request was made.</summary>
    public DateTimeOffset? Time => Facts?.Time;

    /// <summary>
    /// For a listing that broke: the cursor that gives the rest, null when that is all of it. Null for other calls.
    /// </summary>
    public string? Cursor { get; }

    /// <summary>For a listing that broke: how many tasks came out before. Null for other calls.</summary>
    public long? TasksReturned { get; }

    internal string Summary { get; }

    internal CallFacts? Facts { get; }
}
