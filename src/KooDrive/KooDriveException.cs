using System;
using System.Net;

namespace KooDrive;

/// <summary>
/// A call that failed: what happened, what is known of it and what to do. The message holds all of it; the properties hold it
/// for scripts. No secret is ever part of either.
/// </summary>
#pragma warning disable CA1032 // Always made with a kind.
public sealed class KooDriveException : Exception
#pragma warning restore CA1032
{
    /// <summary>Makes an exception.</summary>
    /// <param name="kind">What went wrong, in one word.</param>
    /// <param name="summary">What happened, in a sentence.</param>
    /// <param name="description">The summary with all that is known of the request; null for the summary alone.</param>
    /// <param name="innerException">The exception that it was made from; null for none.</param>
    public KooDriveException(KooDriveErrorKind kind, string summary, string? description = null, Exception? innerException = null)
        : base(description ?? summary, innerException)
    {
        Kind = kind;
        Summary = summary;
        Description = description ?? summary;
    }

    /// <summary>What went wrong, in one word.</summary>
    public KooDriveErrorKind Kind { get; }

    /// <summary>What exactly, where <see cref="Kind"/> covers several cases.</summary>
    public KooDriveErrorReason Reason { get; init; }

    /// <summary>What happened, in a sentence.</summary>
    public string Summary { get; }

    /// <summary>The message without the recommended action, for where that is shown apart.</summary>
    public string Description { get; }

    /// <summary>What to do about it; null until somebody has said so.</summary>
    public string? RecommendedAction { get; set; }

    /// <summary>The description and the recommended action.</summary>
    public override string Message => RecommendedAction is null ? Description : Description + " " + RecommendedAction;

    /// <summary>The HTTP status of the response; null when there was none.</summary>
    public HttpStatusCode? HttpStatusCode { get; init; }

    /// <summary>The service's <c>code</c>; null when the response had none.</summary>
    public string? ServiceCode { get; init; }

    /// <summary>The service's <c>msg</c>; null when the response had none.</summary>
    public string? ServiceMessage { get; init; }

    /// <summary>The <c>X-Traceid</c> of the request, for the service's support; null when no request was made.</summary>
    public string? TraceId { get; init; }

    /// <summary>When the response came or the request failed, in UTC; null when no request was made.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>
    /// For a listing that broke: the cursor that gives the rest, null when that is all of it. Null for other calls, and for a listing that
    /// broke because of its cursor.
    /// </summary>
    public string? Cursor { get; init; }

    /// <summary>For a listing that broke: how many tasks to leave out from <see cref="Cursor"/> on, so that exactly the rest comes. Null for other calls.</summary>
    public long? Skip { get; init; }

    /// <summary>For a listing that broke: how many tasks came out before. Null for other calls.</summary>
    public long? TasksReturned { get; init; }
}
