using System;
using System.Net;
using System.Net.Http;
using System.Security.Authentication;
using System.Text.RegularExpressions;
using KooDrive.Client.Http;

namespace KooDrive.Client.Errors;

/// <summary>The one place where failures become exceptions: which kind they are, what they say, what they advise.</summary>
internal static class KooDriveErrors
{
    private static readonly Regex UserInfo = new("(?<=://)[^/\\s]*@", RegexOptions.CultureInvariant);

    public static KooDriveException Disconnected() => Create(
        KooDriveErrorKind.NotConnected, ClientMessages.DisconnectedSummary, ClientMessages.DisconnectedAction);

    public static KooDriveException Unauthorized(KooDriveErrorKind kind, CallFacts facts, Exception? inner = null) =>
        kind == KooDriveErrorKind.TokenExpired
            ? Create(
                kind,
                ClientMessages.TokenExpiredSummary,
                ClientMessages.TokenExpiredAction,
                facts,
                inner)
            : Create(
                kind,
                ClientMessages.AuthenticationFailedSummary,
                ClientMessages.AuthenticationFailedAction,
                facts,
                inner);

    public static KooDriveException TokenProviderFailed(KooDriveErrorKind kind, CallFacts facts, Exception inner) => Create(
        kind, ClientMessages.TokenProviderFailedSummary, ClientMessages.TokenProviderFailedAction, facts, inner);

    public static KooDriveException TokenProviderRepeatsItself(KooDriveErrorKind kind, CallFacts facts) => Create(
        kind, ClientMessages.TokenProviderRepeatsSummary, ClientMessages.TokenProviderRepeatsAction, facts);

    /// <summary>An answer with a status other than 2xx.</summary>
    public static KooDriveException Status(ApiRequest request, CallFacts facts)
    {
        int status = (int)facts.Status!;
        return status switch
        {
            403 => AccessDenied(facts),
            407 => Create(
                KooDriveErrorKind.ConnectionFailed,
                ClientMessages.ProxyAuthenticationSummary,
                ClientMessages.ProxyAuthenticationAction,
                facts),
            429 => Create(
                KooDriveErrorKind.Throttled,
                SR.Format(ClientMessages.ThrottledSummary, request),
                ClientMessages.ThrottledAction,
                facts),
            >= 300 and < 400 => Create(
                KooDriveErrorKind.InvalidResponse,
                SR.Format(ClientMessages.RedirectSummary, request),
                ClientMessages.RedirectAction,
                facts),
            400 or 404 or 410 when IsCursorRefusal(request, facts) => CursorRejected(facts),
            404 when request.TaskId is not null => Missing(request, facts),
            400 when facts.ServiceCode?.StartsWith("APIGW", StringComparison.Ordinal) == true =>
                Unauthorized(KooDriveErrorKind.AuthenticationFailed, facts),
            408 or 502 or 503 or 504 => Unavailable(request, facts),
            500 when facts.ServiceCode is null => Unavailable(request, facts),
            _ when IsTaskMissing(request, facts) => Missing(request, facts),
            _ => ServiceError(request, facts),
        };
    }

    /// <summary>An answer with status 2xx and a code that is not 0.</summary>
    public static KooDriveException Code(ApiRequest request, CallFacts facts) =>
        facts.ServiceCode == "13000410" ? AccessDenied(facts)
        : IsCursorRefusal(request, facts) ? CursorRejected(facts)
        : IsTaskMissing(request, facts) ? Missing(request, facts)
        : ServiceError(request, facts);

    public static KooDriveException Invalid(ApiRequest request, CallFacts facts, Exception? inner = null) => Create(
        KooDriveErrorKind.InvalidResponse,
        SR.Format(ClientMessages.InvalidSummary, request),
        ClientMessages.InvalidAction + " " + ClientMessages.AskSupport,
        facts,
        inner);

    public static KooDriveException Timeout(ApiRequest request, CallFacts facts, TimeSpan limit, Exception inner) => Create(
        KooDriveErrorKind.OperationTimeout,
        SR.Format(ClientMessages.TimeoutSummary, request, limit.TotalSeconds),
        ClientMessages.TimeoutAction,
        facts,
        inner);

    public static KooDriveException Connection(ApiRequest request, CallFacts facts, Exception inner)
    {
        bool isCertificate = inner is AuthenticationException || inner.InnerException is AuthenticationException;
        if (isCertificate)
        {
            return Create(
                KooDriveErrorKind.ConnectionFailed,
                SR.Format(ClientMessages.TlsSummary, request, (inner as AuthenticationException ?? inner.InnerException!).Message),
                ClientMessages.TlsAction,
                facts with { IsTransient = false },
                inner);
        }

        if (inner is HttpRequestException && IsProxyAuthentication(inner))
            return Status(request, facts with { Status = HttpStatusCode.ProxyAuthenticationRequired, IsTransient = false });
        inner = WithoutUserInfo(inner);
        return Create(
            KooDriveErrorKind.ConnectionFailed,
            SR.Format(facts.IsUnsent ? ClientMessages.UnconnectedSummary : ClientMessages.BrokenOffSummary, request, inner.Message),
            ClientMessages.ConnectionAction,
            facts,
            inner);
    }

    public static KooDriveException OutcomeUnknown(ApiRequest request, KooDriveException cause) => Create(
        KooDriveErrorKind.OutcomeUnknown,
        SR.Format(ClientMessages.OutcomeUnknownSummary, request),
        ClientMessages.OutcomeUnknownAction,
        (CallFacts?)cause.Facts,
        cause);

    public static KooDriveException CursorLoop(CallFacts facts) => Create(
        KooDriveErrorKind.CursorLoop,
        ClientMessages.CursorLoopSummary,
        ClientMessages.CursorLoopAction + " " + ClientMessages.AskSupport,
        facts);

    /// <param name="taskId">The id that the service does not know.</param>
    /// <param name="facts">Null when the id could not even be asked for.</param>
    public static KooDriveException TaskNotFound(string taskId, CallFacts? facts) => Create(
        KooDriveErrorKind.TaskNotFound,
        SR.Format(ClientMessages.TaskNotFoundSummary, taskId),
        ClientMessages.TaskNotFoundAction,
        facts);

    public static KooDriveException WaitTimeout(string taskId, TimeSpan limit) => Create(
        KooDriveErrorKind.WaitTimeout,
        SR.Format(ClientMessages.WaitTimeoutSummary, taskId, limit.TotalSeconds),
        ClientMessages.WaitTimeoutAction);

    // The service has one answer for a task that it does not know and for one that has no result.
    private static KooDriveException Missing(ApiRequest request, CallFacts facts) => request.AsksForResult
        ? Create(
            KooDriveErrorKind.TaskNotFound,
            SR.Format(ClientMessages.ResultNotFoundSummary, request.TaskId),
            ClientMessages.ResultNotFoundAction,
            facts)
        : TaskNotFound(request.TaskId!, facts);

    private static KooDriveException AccessDenied(CallFacts facts) => Create(
        KooDriveErrorKind.AccessDenied,
        ClientMessages.AccessDeniedSummary,
        ClientMessages.AccessDeniedAction,
        facts);

    private static KooDriveException CursorRejected(CallFacts facts) => Create(
        KooDriveErrorKind.CursorRejected,
        ClientMessages.CursorRejectedSummary,
        ClientMessages.CursorRejectedAction,
        facts);

    private static KooDriveException Unavailable(ApiRequest request, CallFacts facts) => Create(
        KooDriveErrorKind.ServiceUnavailable,
        SR.Format(ClientMessages.UnavailableSummary, request),
        ClientMessages.UnavailableAction,
        facts);

    private static KooDriveException ServiceError(ApiRequest request, CallFacts facts) => Create(
        KooDriveErrorKind.ServiceError, SR.Format(ClientMessages.ServiceErrorSummary, request), ClientMessages.AskSupport, facts);

    // The reference knows no code of its own for a bad cursor. What else could be wrong with a parameter passed on earlier pages,
    // and on the first page the cursor is the one parameter that a user can get wrong.
    private static bool IsCursorRefusal(ApiRequest request, CallFacts facts) =>
        request.Cursor is not null && (facts.ServiceCode ?? "13000101") is "13000101" or "13000102" or "13000309";

    private static bool IsTaskMissing(ApiRequest request, CallFacts facts) => request.TaskId is not null && facts.ServiceCode == "13000309";

    /// <summary>The same failure, told by the listing that it ended.</summary>
    public static KooDriveException Listing(KooDriveException cause, ListingFacts listing) =>
        Create(cause.Kind, cause.Summary, cause.RecommendedAction!, (CallFacts?)cause.Facts, cause.InnerException, listing);

    private static KooDriveException Create(
        KooDriveErrorKind kind, string summary, string recommendedAction, CallFacts? facts = null, Exception? inner = null, ListingFacts? listing = null) =>
        new(kind, summary, ErrorText.Compose(summary, facts, listing), inner)
        {
            Facts = facts,
            RecommendedAction = recommendedAction,
            HttpStatusCode = facts?.Status,
            ServiceCode = facts?.ServiceCode,
            ServiceMessage = facts?.ServiceMessage,
            TraceId = facts?.TraceId,
            Time = facts?.Time,
            Cursor = listing?.Cursor,
            TasksReturned = listing?.TasksReturned,
        };

    // The platform quotes the proxy's address, and the environment's may hold a password.
    private static Exception WithoutUserInfo(Exception exception) =>
        UserInfo.IsMatch(exception.ToString()) ? new HttpRequestException(UserInfo.Replace(exception.Message, string.Empty)) : exception;

    /// <summary>The proxy has refused to open a tunnel (HTTP 407).</summary>
    public static bool IsProxyAuthentication(Exception exception) =>
#if NET
        exception is HttpRequestException { StatusCode: HttpStatusCode.ProxyAuthenticationRequired };
#else
        exception.InnerException is WebException { Response: HttpWebResponse { StatusCode: HttpStatusCode.ProxyAuthenticationRequired } };
#endif
}
