using System;
using System.Net;
using System.Net.Http;
using System.Security.Authentication;
using KooDrive.Http;

namespace KooDrive;

/// <summary>The one place where failures become exceptions: which kind they are, what they say, what they advise.</summary>
internal static class Failures
{
    private const string AskSupport = "Try again; if it stays, give the trace id and the time to Huawei Cloud's support.";
    private const string CheckLine = "Check the network, the proxy and the endpoint, then try again.";

    public static KooDriveException Disconnected() => new(
        KooDriveErrorKind.NotConnected, "This session has been disconnected.", "Connect again with Connect-KooDrive.");

    public static KooDriveException Unauthorized(KooDriveErrorKind kind, CallFacts facts, Exception? inner = null) =>
        kind == KooDriveErrorKind.TokenExpired
            ? new KooDriveException(
                kind,
                "The access token has expired and could not be renewed.",
                "Connect again with a new token. With -SessionId or -AccessTokenProvider it is renewed by itself; an app (-AppCredential) needs no renewal.",
                facts,
                inner)
            : new KooDriveException(
                kind,
                "The service did not accept the credentials.",
                "Check the token or the app id and secret, the user id, and whether the endpoint is the region that they belong to.",
                facts,
                inner);

    public static KooDriveException TokenProviderFailed(KooDriveErrorKind kind, CallFacts facts, Exception inner) => new(
        kind, "The access token has died and the -AccessTokenProvider failed to give a new one.", "See the inner exception; correct the script block.", facts, inner);

    public static KooDriveException TokenProviderRepeatsItself(KooDriveErrorKind kind, CallFacts facts) => new(
        kind, "The access token has died and the -AccessTokenProvider gave the same one again.", "Have the script block fetch a new token.", facts);

    /// <summary>An answer with a status other than 2xx.</summary>
    public static KooDriveException Status(ApiRequest request, CallFacts facts)
    {
        int status = (int)facts.Status!;
        return status switch
        {
            403 => AccessDenied(facts),
            407 => new KooDriveException(
                KooDriveErrorKind.ConnectionFailed,
                "The proxy wants to know who is asking (HTTP 407).",
                "Connect again with -ProxyCredential, or with -NoProxy when this service is to be reached without it.",
                facts),
            429 => new KooDriveException(
                KooDriveErrorKind.Throttled,
                $"The service turned {request} away because of too many requests, for as long as it was tried.",
                "Wait a while. A larger -MaximumRetrySeconds of Connect-KooDrive waits longer by itself.",
                facts),
            >= 300 and < 400 => new KooDriveException(
                KooDriveErrorKind.InvalidResponse,
                $"The service answered {request} with a redirect, which is not followed: it would carry the credentials elsewhere.",
                "Check the endpoint and whether a proxy or a sign-in page stands in between.",
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

    public static KooDriveException Invalid(ApiRequest request, CallFacts facts, Exception? inner = null) => new(
        KooDriveErrorKind.InvalidResponse,
        $"The answer to {request} is not what the KooDrive API promises.",
        "Check that the endpoint is KooDrive's and that no proxy or sign-in page answers in its place. " + AskSupport,
        facts,
        inner);

    public static KooDriveException Timeout(ApiRequest request, CallFacts facts, TimeSpan limit, Exception inner) => new(
        KooDriveErrorKind.OperationTimeout,
        $"The answer to {request} did not arrive whole within {limit.TotalSeconds:0.###} s.",
        "Try again, or connect with a larger -OperationTimeoutSeconds.",
        facts,
        inner);

    public static KooDriveException Connection(ApiRequest request, CallFacts facts, Exception inner)
    {
        bool isCertificate = inner is AuthenticationException || inner.InnerException is AuthenticationException;
        if (isCertificate)
        {
            return new KooDriveException(
                KooDriveErrorKind.ConnectionFailed,
                $"The service's TLS certificate could not be trusted, so that {request} was not sent.",
                "Check the endpoint's name, this computer's clock and its trusted root certificates; a proxy that inspects TLS needs its root installed.",
                facts with { IsTransient = false },
                inner);
        }

        if (inner is HttpRequestException && IsProxyAuthentication(inner))
            return Status(request, facts with { Status = HttpStatusCode.ProxyAuthenticationRequired, IsTransient = false });
        return new KooDriveException(
            KooDriveErrorKind.ConnectionFailed,
            facts.IsUnsent ? $"No connection to the service for {request}: {inner.Message}" : $"The connection broke off during {request}: {inner.Message}",
            CheckLine,
            facts,
            inner);
    }

    public static KooDriveException OutcomeUnknown(ApiRequest request, KooDriveException cause) => new(
        KooDriveErrorKind.OutcomeUnknown,
        $"It is unknown whether {request} was carried out: it may have reached the service, but no usable answer came back. It was not sent again.",
        "Look with Get-KooDriveTask whether the task is there before you try again.",
        cause.Facts,
        cause);

    public static KooDriveException CursorLoop(CallFacts facts) => new(
        KooDriveErrorKind.CursorLoop,
        "The service handed out a cursor that this listing has been at before; following it would never end. Whether there are more tasks is unknown.",
        "List again; narrower filters (-Status, -TaskType) can help. " + AskSupport,
        facts);

    /// <param name="taskId">The id that the service does not know.</param>
    /// <param name="facts">Null when the id could not even be asked for.</param>
    public static KooDriveException TaskNotFound(string taskId, CallFacts? facts) => new(
        KooDriveErrorKind.TaskNotFound,
        $"There is no task with the id '{taskId}'.",
        "Check the id; it may belong to another user, tenant or region, or the task may have been removed.",
        facts);

    public static KooDriveException WaitTimeout(string taskId, TimeSpan limit) => new(
        KooDriveErrorKind.WaitTimeout,
        $"The task '{taskId}' did not end within {limit.TotalSeconds:0.###} s. It goes on at the service.",
        "Wait again, with a larger -TimeoutSeconds if it should take that long.");

    // The service has one answer for a task that it does not know and for one that has no result.
    private static KooDriveException Missing(ApiRequest request, CallFacts facts) => request.AsksForResult
        ? new KooDriveException(
            KooDriveErrorKind.TaskNotFound,
            $"There is no result of a task with the id '{request.TaskId}'.",
            "Only batch imports have one, and only after they have ended: see Wait-KooDriveTask. Otherwise check the id.",
            facts)
        : TaskNotFound(request.TaskId!, facts);

    private static KooDriveException AccessDenied(CallFacts facts) => new(
        KooDriveErrorKind.AccessDenied,
        "The user or app may not do this.",
        "Have an administrator of the KooDrive space grant the permission, or connect as somebody who has it.",
        facts);

    private static KooDriveException CursorRejected(CallFacts facts) => new(
        KooDriveErrorKind.CursorRejected,
        "The service does not accept the cursor.",
        "Cursors belong to the filters that they were handed out for, and can age. Check -Status, -TaskType and -Cursor, or list again from the beginning.",
        facts);

    private static KooDriveException Unavailable(ApiRequest request, CallFacts facts) => new(
        KooDriveErrorKind.ServiceUnavailable,
        $"The service or the gateway before it could not answer {request}, for as long as it was tried.",
        "Try again later. A larger -MaximumRetrySeconds of Connect-KooDrive waits longer by itself.",
        facts);

    private static KooDriveException ServiceError(ApiRequest request, CallFacts facts) => new(
        KooDriveErrorKind.ServiceError, $"The service answered {request} with an error.", AskSupport, facts);

    // The reference knows no code of its own for a bad cursor. What else could be wrong with a parameter passed on earlier pages,
    // and on the first page the cursor is the one parameter that a user can get wrong.
    private static bool IsCursorRefusal(ApiRequest request, CallFacts facts) =>
        request.Cursor is not null && (facts.ServiceCode ?? "13000101") is "13000101" or "13000102" or "13000309";

    private static bool IsTaskMissing(ApiRequest request, CallFacts facts) => request.TaskId is not null && facts.ServiceCode == "13000309";

    /// <summary>The proxy has refused to open a tunnel (HTTP 407).</summary>
    public static bool IsProxyAuthentication(Exception exception) =>
#if NET
        exception is HttpRequestException { StatusCode: HttpStatusCode.ProxyAuthenticationRequired };
#else
        exception.InnerException is WebException { Response: HttpWebResponse { StatusCode: HttpStatusCode.ProxyAuthenticationRequired } };
#endif
}
