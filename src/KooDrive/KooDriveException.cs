using System;
using System.Net;

namespace KooDrive;

/// <summary>
/// A call that failed: what happened, what is known about it, and what to do. The message has all of it; the properties have it
/// for scripts. Neither contains a secret.
/// </summary>
#pragma warning disable CA1032 // Always made with a kind.
public sealed class KooDriveException : Exception
#pragma warning restore CA1032
{
    /// <summary>Makes an exception.</summary>
    /// <param name="kind">What went wrong.</param>
    /// <param name="summary">What happened, in a sentence.</param>
    /// <param name="description">The summary and the facts of the request; null for the summary only.</param>
    /// <param name="innerException">The cause; null for none.</param>
    public KooDriveException(KooDriveErrorKind kind, string summary, string? description = null, Exception? innerException = null)
        : base(description ?? summary, innerException)
    {
        Kind = kind;
        Summary = summary;
        Description = description ?? summary;
    }

    /// <summary>What went wrong.</summary>
    public KooDriveErrorKind Kind { get; }

    /// <summary>What exactly, where <see cref="Kind"/> covers several cases.</summary>
    public KooDriveErrorReason Reason { get; init; }

    /// <summary>What happened, in a sentence.</summary>
    public string Summary { get; }

    /// <summary>The message without the recommended action.</summary>
    public string Description { get; }

    /// <summary>What to do about it. The client leaves it null; the cmdlets set it.</summary>
    public string? RecommendedAction { get; set; }

    /// <summary>The description and, on a line of its own, the recommended action.</summary>
    public override string Message => RecommendedAction is null ? Description : Description + Environment.NewLine + RecommendedAction;

    /// <summary>The HTTP status of the response; null when there was none.</summary>
    public HttpStatusCode? HttpStatusCode { get; init; }

    /// <summary>The service's <c>code</c>; null when the response had none.</summary>
    public string? ServiceCode { get; init; }

    /// <summary>The service's <c>msg</c>; null when the response had none.</summary>
    public string? ServiceMessage { get; init; }

    /// <summary>The <c>X-Traceid</c> of the request, for the service's support; null when no request was made.</summary>
    public string? TraceId { get; init; }

    /// <summary>When the response arrived or the request failed, in UTC; null when no request was made.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>
    /// For a listing that broke: the cursor of the rest, null for the whole list. Null for other calls, and for a listing that
    /// broke because of its cursor.
    /// </summary>
    public string? Cursor { get; init; }

    /// <summary>
    /// For a listing that broke: how many items to skip from <see cref="Cursor"/> on to get exactly the rest. Null for other calls.
    /// </summary>
    public long? Skip { get; init; }

    /// <summary>For a listing that broke: how many items (tasks, users or others) were returned before. Null for other calls.</summary>
    public long? TasksReturned { get; init; }
}
