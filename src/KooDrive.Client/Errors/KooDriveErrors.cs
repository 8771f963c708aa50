using System;
using System.Collections.Generic;
using System.Net;
using KooDrive.Client.Http;

namespace KooDrive.Client.Errors;

/// <summary>Creates all exceptions of the client: their kind and text. The caller adds the recommended action.</summary>
internal static class KooDriveErrors
{
    public static KooDriveException Disconnected() => Create(
        KooDriveErrorKind.NotConnected, ClientMessages.Disconnected, reason: KooDriveErrorReason.Disconnected);

    public static KooDriveException Unauthorized(
        KooDriveErrorKind kind, CallFacts facts, Exception? inner = null, KooDriveErrorReason reason = KooDriveErrorReason.None)
    {
        string summary = reason switch
        {
            KooDriveErrorReason.TokenProviderFailed => ClientMessages.TokenProviderFailed,
            KooDriveErrorReason.TokenProviderRepeated => ClientMessages.TokenProviderRepeated,
            _ when kind == KooDriveErrorKind.TokenExpired => ClientMessages.TokenExpired,
            _ => ClientMessages.AuthenticationFailed,
        };
        return Create(kind, summary, facts, inner, reason);
    }

    /// <summary>HTTP 401 although the token is valid.</summary>
    public static KooDriveException NotAuthorized(ApiRequest request, CallFacts facts) => Create(
        KooDriveErrorKind.AuthenticationFailed, SR.Format(ClientMessages.NotAuthorized, request),
        facts, reason: KooDriveErrorReason.NotAuthorized);

    /// <summary>A response with a status other than 2xx.</summary>
    /// <param name="context">The request.</param>
    /// <param name="facts">What is known of that attempt.</param>
    /// <param name="retryTime">For how long it has been retried.</param>
    public static KooDriveException Status(RequestContext context, CallFacts facts, TimeSpan retryTime)
    {
        var request = context.Request;
        int status = (int)facts.Status!;
        return status switch
        {
            403 => AccessDenied(context.Request, facts),
            407 => ProxyAuthentication(facts),
            429 => Create(KooDriveErrorKind.Throttled, Attempts(ClientMessages.Throttled, context, retryTime), facts),
            >= 300 and < 400 => Create(
                KooDriveErrorKind.InvalidResponse, SR.Format(ClientMessages.Redirect, request),
                facts, reason: KooDriveErrorReason.Redirect),
            404 when IsGatewayNotFound(context) => Create(
                KooDriveErrorKind.ServiceError, SR.Format(ClientMessages.UnknownPath, request),
                facts, reason: KooDriveErrorReason.UnknownPath),
            400 or 404 or 410 when IsCursorRefusal(context, facts) => CursorRejected(request.Cursor!, facts),
            404 when request.Resource is { } resource => Missing(resource, facts),
            400 when ServiceCodes.IsGatewayAuthentication(facts.ServiceCode) => Unauthorized(KooDriveErrorKind.AuthenticationFailed, facts),
            408 or 502 or 503 or 504 => Unavailable(context, facts, retryTime),
            500 when facts.ServiceCode is null => Unavailable(context, facts, retryTime),
            _ when request.Resource is { } resource && facts.ServiceCode == ServiceCodes.NotFound => Missing(resource, facts),
            _ => ServiceError(request, facts),
        };
    }

    /// <summary>A response with status 2xx and a code that is not 0.</summary>
    public static KooDriveException Code(RequestContext context, CallFacts facts) =>
        facts.ServiceCode == ServiceCodes.NoPermission ? AccessDenied(context.Request, facts)
        : IsCursorRefusal(context, facts) ? CursorRejected(context.Request.Cursor!, facts)
        : context.Request.Resource is { } resource && facts.ServiceCode == ServiceCodes.NotFound ? Missing(resource, facts)
        : ServiceError(context.Request, facts);

    public static KooDriveException Invalid(ApiRequest request, CallFacts facts, Exception? inner = null) => Create(
        KooDriveErrorKind.InvalidResponse, SR.Format(ClientMessages.InvalidResponse, request), facts, inner);

    public static KooDriveException TooLarge(ApiRequest request, CallFacts facts) => Create(
        KooDriveErrorKind.InvalidResponse,
        SR.Format(ClientMessages.ResponseTooLarge, request, BufferedContent.MaximumBytes / (1024 * 1024)),
        facts,
        reason: KooDriveErrorReason.ResponseTooLarge);

    public static KooDriveException Timeout(ApiRequest request, CallFacts facts, TimeSpan limit, Exception inner) => Create(
        KooDriveErrorKind.OperationTimeout,
        SR.Format(ClientMessages.OperationTimeout, request, QuantityText.Duration(limit)), facts, inner);

    /// <param name="context">The request.</param>
    /// <param name="facts">What is known of that attempt.</param>
    /// <param name="exception">The platform's exception.</param>
    /// <param name="message">What happened, without secrets.</param>
    /// <param name="inner">The exception without secrets.</param>
    public static KooDriveException Connection(
        RequestContext context, CallFacts facts, Exception exception, string message, Exception inner)
    {
        if (NetworkErrors.IsProxyAuthentication(exception))
            return ProxyAuthentication(facts with { Status = HttpStatusCode.ProxyAuthenticationRequired });
        bool isCertificate = NetworkErrors.IsCertificate(exception);
        string summary = isCertificate ? ClientMessages.UntrustedConnection
            : context.State == ExchangeState.Unsent ? ClientMessages.NoConnection
            : ClientMessages.ConnectionBroken;
        return Create(
            KooDriveErrorKind.ConnectionFailed,
            WithProxy(SR.Format(summary, context.Request, message), facts),
            facts,
            inner,
            isCertificate ? KooDriveErrorReason.Certificate
                : NetworkErrors.IsTlsHandshake(exception) ? KooDriveErrorReason.TlsHandshake
                : NetworkErrors.IsUnknownHost(exception) ? KooDriveErrorReason.UnknownHost
                : KooDriveErrorReason.None);
    }

    public static KooDriveException OutcomeUnknown(RequestContext context, CallFacts? facts, KooDriveException cause) => Create(
        KooDriveErrorKind.OutcomeUnknown, SR.Format(ClientMessages.OutcomeUnknown, context.Request), facts,
        cause, context.Request.IsCustom ? KooDriveErrorReason.UnconfirmedChange : KooDriveErrorReason.None);

    public static KooDriveException CursorLoop(string cursor, CallFacts facts) => Create(
        KooDriveErrorKind.CursorLoop, SR.Format(ClientMessages.CursorLoop, cursor), facts);

    /// <param name="cursor">The cursor that the service, or the client itself, does not accept.</param>
    /// <param name="facts">Null when it was not sent.</param>
    public static KooDriveException CursorRejected(string cursor, CallFacts? facts) => Create(
        KooDriveErrorKind.CursorRejected, SR.Format(ClientMessages.CursorRejected, cursor), facts);

    /// <summary>The page at an offset is the same as the previous page.</summary>
    public static KooDriveException PageRepeated(string cursor, CallFacts facts) => Create(
        KooDriveErrorKind.CursorLoop, SR.Format(ClientMessages.PageRepeated, cursor), facts);

    /// <summary>The id is unknown to the service.</summary>
    /// <param name="resource">What was requested.</param>
    /// <param name="facts">Null when it was not requested.</param>
    /// <remarks>Only a missing task is a TaskNotFound: for users it is a ServiceError with a reason.</remarks>
#pragma warning disable CS8524 // A kind that is missing here does not compile (CS8509); a number without a name is no kind.
    public static KooDriveException Missing(ApiResource resource, CallFacts? facts) => resource.Kind switch
    {
        ResourceKind.Task => TaskNotFound(resource.Id, facts),

        // The service has the same response for an unknown task and for a task without a result.
        ResourceKind.TaskResult => Create(
            KooDriveErrorKind.TaskNotFound, SR.Format(ClientMessages.ResultNotFound, resource.Id),
            facts, reason: KooDriveErrorReason.ResultMissing),
        ResourceKind.User => Create(
            KooDriveErrorKind.ServiceError, SR.Format(ClientMessages.UserNotFound, resource.Id),
            facts, reason: KooDriveErrorReason.UserMissing),
        ResourceKind.TransferRecipient => Create(
            KooDriveErrorKind.ServiceError, SR.Format(ClientMessages.RecipientNotFound, resource.Id),
            facts, reason: KooDriveErrorReason.RecipientMissing),
    };
#pragma warning restore CS8524

    /// <summary>The response is valid, but it is not clear which of its lists is meant.</summary>
    public static KooDriveException ListUnclear(ApiRequest request, IReadOnlyList<string> lists, CallFacts facts) => Create(
        KooDriveErrorKind.InvalidResponse,
        lists.Count == 0
            ? SR.Format(ClientMessages.NoListInResponse, request)
            : SR.Format(ClientMessages.ListsInResponse, request, string.Join(", ", lists)),
        facts,
        reason: KooDriveErrorReason.ListUnclear);

    /// <param name="taskId">The unknown id.</param>
    /// <param name="facts">Null when it was not requested.</param>
    public static KooDriveException TaskNotFound(string taskId, CallFacts? facts) => Create(
        KooDriveErrorKind.TaskNotFound, SR.Format(ClientMessages.TaskNotFound, taskId), facts);

    public static KooDriveException WaitTimeout(string taskId, TimeSpan limit) => Create(
        KooDriveErrorKind.WaitTimeout, SR.Format(ClientMessages.WaitTimeout, taskId, QuantityText.Duration(limit)));

    /// <summary>The same failure, with the position of the listing that it ended.</summary>
    public static KooDriveException Listing(KooDriveException cause, ListingFacts listing)
    {
        // These two cannot be continued: the cursor itself is wrong.
        if (cause.Kind is KooDriveErrorKind.CursorLoop or KooDriveErrorKind.CursorRejected)
            listing = listing with { Cursor = null, Skip = 0 };
        return Create(cause.Kind, cause.Summary, FactsOf(cause), cause.InnerException, cause.Reason, listing);
    }

    /// <summary>The facts of an exception's request; null when there was none.</summary>
    public static CallFacts? FactsOf(KooDriveException e) => e is { TraceId: { } traceId, Time: { } time }
        ? new CallFacts(traceId, time) { Status = e.HttpStatusCode, ServiceCode = e.ServiceCode, ServiceMessage = e.ServiceMessage }
        : null;

    private static KooDriveException AccessDenied(ApiRequest request, CallFacts facts) => Create(
        KooDriveErrorKind.AccessDenied, SR.Format(ClientMessages.AccessDenied, request), facts);

    private static KooDriveException ProxyAuthentication(CallFacts facts) => Create(
        KooDriveErrorKind.ConnectionFailed,
        WithProxy(ClientMessages.ProxyAuthentication, facts),
        facts,
        reason: KooDriveErrorReason.ProxyAuthentication);

    private static string WithProxy(string summary, CallFacts facts) =>
        facts.Proxy is { } proxy ? summary + " " + SR.Format(ClientMessages.ProxyInUse, proxy) : summary;

    private static KooDriveException Unavailable(RequestContext context, CallFacts facts, TimeSpan retryTime) => Create(
        KooDriveErrorKind.ServiceUnavailable, Attempts(ClientMessages.ServiceUnavailable, context, retryTime), facts);

    private static KooDriveException ServiceError(ApiRequest request, CallFacts facts) => Create(
        KooDriveErrorKind.ServiceError, SR.Format(ClientMessages.ServiceError, request), facts);

    private static string Attempts(string summary, RequestContext context, TimeSpan retryTime) =>
        SR.Format(summary, context.Request) + (context.Attempts > 1
            ? " " + SR.Format(ClientMessages.AttemptsMade, context.Attempts, QuantityText.Duration(retryTime))
            : string.Empty);

    // The reference has no separate code for a bad cursor. Any other parameter was accepted on earlier pages, and on the first page
    // the cursor is the only parameter that a user can get wrong.
    private static bool IsCursorRefusal(RequestContext context, CallFacts facts) =>
        context.Request.Cursor is not null && !context.IsTokenDoubtful
        && (facts.ServiceCode ?? ServiceCodes.BadRequest) is ServiceCodes.BadRequest or ServiceCodes.BadParameter or ServiceCodes.NotFound;

    // The gateway does not have the path; it responds with its own code, or with HTML.
    private static bool IsGatewayNotFound(RequestContext context) =>
        context.Envelope is { } envelope && (ServiceCodes.IsOfGateway(envelope.Code) || envelope.IsForeign);

    private static KooDriveException Create(
        KooDriveErrorKind kind,
        string summary,
        CallFacts? facts = null,
        Exception? inner = null,
        KooDriveErrorReason reason = KooDriveErrorReason.None,
        ListingFacts? listing = null) =>
        new(kind, summary, ErrorText.Compose(summary, facts, listing), inner)
        {
            Reason = reason,
            HttpStatusCode = facts?.Status,
            ServiceCode = facts?.ServiceCode,
            ServiceMessage = facts?.ServiceMessage,
            TraceId = facts?.TraceId,
            Time = facts?.Time,
            Cursor = listing?.Cursor,
            Skip = listing?.Skip,
            TasksReturned = listing?.TasksReturned,
        };
}
