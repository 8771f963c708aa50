using System;
using System.Collections.Generic;
using System.Globalization;

namespace KooDrive.Sandbox;

/// <summary>
/// The KooDrive task service without a network: it answers the calls of the API reference from deterministic sample data, and
/// checks tokens, signatures, dates and parameters as the service would. Safe to use from several threads.
/// </summary>
/// <remarks>
/// Sample tasks are the same in every run but for their times, which count back from the day that the service was opened on.
/// The newest few are unfinished and move on from a minute after the opening. A created task starts after two seconds and
/// ends after five more: a handover to oneself and any id that holds the word <c>unknown</c> fail, all others succeed.
/// </remarks>
public sealed class SandboxService
{
    private readonly SandboxOptions _options;
    private readonly TimeProvider _clock;
    private readonly TokenStore _tokens;
    private readonly RequestInspector _inspector;
    private readonly TaskTable _tasks;
    private readonly ResponseWriter _responses;

    /// <summary>Opens a service.</summary>
    /// <param name="options">What it holds and whom it admits.</param>
    /// <param name="clock">The service's clock; null for the machine's.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public SandboxService(SandboxOptions options, TimeProvider? clock = null)
    {
        if (options.TaskCount is < 0 or > SandboxOptions.MaximumTaskCount)
            throw new ArgumentOutOfRangeException(nameof(options), options.TaskCount, $"TaskCount must be from 0 to {SandboxOptions.MaximumTaskCount}.");
        if (options.ScanWindow < 1)
            throw new ArgumentOutOfRangeException(nameof(options), options.ScanWindow, "ScanWindow must be 1 or more.");

        _options = options;
        _clock = clock ?? TimeProvider.System;
        var now = _clock.GetUtcNow();
        _tokens = new TokenStore(options.Tokens, options.TokenLifetime, now);
        _inspector = new RequestInspector(options, _tokens);
        _tasks = new TaskTable(options.TaskCount, now);
        _responses = new ResponseWriter(options.ResponseShape);
    }

    /// <summary>All tasks as they are now, newest first; made one by one while they are enumerated.</summary>
    public IEnumerable<TaskInfo> Tasks
    {
        get
        {
            var now = _clock.GetUtcNow();
            for (int row = _tasks.First; row < _tasks.End; row++)
                yield return _tasks[row].At(now);
        }
    }

    /// <summary>Answers a request.</summary>
    /// <param name="request">The request as it came over the wire.</param>
    /// <returns>The answer; a refusal is one too.</returns>
    public SandboxResponse Handle(SandboxRequest request)
    {
        var now = _clock.GetUtcNow();
        try
        {
            var call = AdmittedCall(request, now);
            return Response(200, Serve(call, request, now), now);
        }
        catch (ErrorResponseException refusal)
        {
            return Refuse(refusal, now);
        }
    }

    /// <summary>
    /// Checks a request's path, headers and credentials as <see cref="Handle"/> does, without serving it. A token that is
    /// accepted starts its life again.
    /// </summary>
    /// <param name="request">The request as it came over the wire.</param>
    /// <returns>The refusal; null when the request would be admitted.</returns>
    public SandboxResponse? Check(SandboxRequest request)
    {
        var now = _clock.GetUtcNow();
        try
        {
            AdmittedCall(request, now);
            return null;
        }
        catch (ErrorResponseException refusal)
        {
            return Refuse(refusal, now);
        }
    }

    private ApiCall AdmittedCall(SandboxRequest request, DateTimeOffset now)
    {
        var call = ApiCalls.Find(request.Method, request.Uri.AbsolutePath) ?? throw ErrorResponseException.NoSuchCall();
        _inspector.Admit(request, call, now);
        return call;
    }

    private byte[] Serve(ApiCall call, SandboxRequest request, DateTimeOffset now)
    {
        switch (call)
        {
            case ApiCall.List:
                var page = Listing.Read(_tasks, request.Uri, _options.ScanWindow, now);
                return _responses.List(page.Tasks, page.NextCursor);
            case ApiCall.Details:
                return _responses.Details(Find(ApiCalls.TaskIdIn(request.Uri.AbsolutePath)!).At(now));
            case ApiCall.Create:
                return _responses.Created(_tasks.Create(CreateTaskBody.Read(request.Body), request.Header("X-User-Id")!, now).Id);
            case ApiCall.Result:
                return _responses.Result(ResultOf(request, now));
            case ApiCall.SessionAuth:
                return _responses.User(request.Header("X-User-Id")!);
            case ApiCall.SessionRefresh:
                return _responses.AccessToken(_tokens.Replace(request.Header("Authorization")!, now));
            default:
                _tokens.Remove(request.Header("Authorization")!);
                return _responses.Done();
        }
    }

    private BatchResult ResultOf(SandboxRequest request, DateTimeOffset now)
    {
        var query = new QueryParameters(request.Uri, "taskId");
        var task = Find(query.Text("taskId") ?? throw ErrorResponseException.BadParameter("taskId is missing."));
        if (task.Type != TaskType.BatchImport || now < task.Life.EndTime)
            throw ErrorResponseException.NotFound(_options.ResponseShape, $"Task {task.Id} has no result: it is no batch import, or has not ended.");
        return BatchResult.Of(task);
    }

    private ServiceTask Find(string id) =>
        _tasks.Find(id) ?? throw ErrorResponseException.NotFound(_options.ResponseShape, $"Task {id} does not exist.");

    private SandboxResponse Refuse(ErrorResponseException refusal, DateTimeOffset now) =>
        Response(refusal.StatusCode, _responses.Refusal(refusal.Code, refusal.Message), now);

    private static SandboxResponse Response(int statusCode, byte[] body, DateTimeOffset now) => new(
        statusCode,
        [
            new("Date", now.ToString("r", CultureInfo.InvariantCulture)),
            new("Content-Type", "application/json;charset=UTF-8"),
        ],
        body);
}
