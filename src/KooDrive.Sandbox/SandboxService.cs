using System;
using System.Collections.Generic;
using System.Globalization;
using KooDrive.Sandbox.Authentication;
using KooDrive.Sandbox.Organization;
using KooDrive.Sandbox.Tasks;

namespace KooDrive.Sandbox;

/// <summary>
/// The KooDrive service without a network: it serves calls of the API reference from deterministic sample data, and
/// checks tokens, signatures, dates and parameters like the service. Safe to use from several threads.
/// </summary>
/// <remarks>
/// Sample tasks are the same in every run except for their times, which are before the day on which the service was opened.
/// The newest few are unfinished and change their state from a minute after the opening. A created task starts after two seconds and
/// ends after five more: a handover to the same user and any id with the word <c>unknown</c> fail, all others succeed.
/// </remarks>
public sealed class SandboxService
{
    private readonly SandboxOptions _options;
    private readonly TimeProvider _clock;
    private readonly TokenStore _tokens;
    private readonly RequestInspector _inspector;
    private readonly TaskTable _tasks;
    private readonly ResponseWriter _responses;
    private readonly TaskCalls _taskCalls;
    private readonly SessionCalls _sessionCalls;
    private readonly OrganizationCalls _organizationCalls;

    /// <summary>Opens a service.</summary>
    /// <param name="options">Its data, and the credentials that it accepts.</param>
    /// <param name="clock">The service's clock; null for the system's.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public SandboxService(SandboxOptions options, TimeProvider? clock = null)
    {
        if (options.TaskCount is < 0 or > SandboxOptions.MaximumTaskCount)
            throw new ArgumentOutOfRangeException(
                nameof(options), options.TaskCount, $"TaskCount must be from 0 to {SandboxOptions.MaximumTaskCount}.");
        if (options.ScanWindow < 1)
            throw new ArgumentOutOfRangeException(nameof(options), options.ScanWindow, "ScanWindow must be 1 or more.");
        if (options.UserCount is < 0 or > SandboxOptions.MaximumUserCount)
            throw new ArgumentOutOfRangeException(
                nameof(options), options.UserCount, $"UserCount must be from 0 to {SandboxOptions.MaximumUserCount}.");

        _options = options;
        _clock = clock ?? TimeProvider.System;
        var now = _clock.GetUtcNow();
        var users = new UserTable(options.UserCount);
        _tokens = new TokenStore(options.Tokens, options.TokenLifetime, now);
        _inspector = new RequestInspector(options, _tokens);
        _tasks = new TaskTable(options.TaskCount, now);
        _responses = new ResponseWriter(options.ResponseShape);
        _taskCalls = new TaskCalls(options, _tasks, users, _responses);
        _sessionCalls = new SessionCalls(_tokens, _responses);
        _organizationCalls = new OrganizationCalls(options.ResponseShape, users);
    }

    /// <summary>All tasks as they are now, newest first; created while they are enumerated.</summary>
    public IEnumerable<TaskInfo> Tasks
    {
        get
        {
            var now = _clock.GetUtcNow();
            for (int row = _tasks.First; row < _tasks.End; row++)
                yield return _tasks[row].At(now);
        }
    }

    /// <summary>Expires all tokens, as after a long time without requests.</summary>
    public void ExpireTokens() => _tokens.Expire(_clock.GetUtcNow());

    /// <summary>Serves a request.</summary>
    /// <param name="request">The request as it was received.</param>
    /// <returns>The response; a refusal is one too.</returns>
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
    /// Checks a request's path, headers and credentials as <see cref="Handle"/> does, without serving it. Accepting a token
    /// extends its validity.
    /// </summary>
    /// <param name="request">The request as it was received.</param>
    /// <returns>The refusal; null when the request is accepted.</returns>
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
        if (call == ApiCall.CheckSession && !_options.Authentication.HasSessionAuth)
            throw ErrorResponseException.NoSuchCall();
        _inspector.Admit(request, call, now);
        return call;
    }

    private byte[] Serve(ApiCall call, SandboxRequest request, DateTimeOffset now) => call switch
    {
        ApiCall.ListTasks => _taskCalls.List(request, now),
        ApiCall.GetTask => _taskCalls.Details(request, now),
        ApiCall.CreateTask => _taskCalls.Create(request, now),
        ApiCall.GetTaskResult => _taskCalls.Result(request, now),
        ApiCall.GetTransferRecipient => _taskCalls.Recipient(request),
        ApiCall.CheckSession => _sessionCalls.Auth(request),
        ApiCall.RefreshSession => _sessionCalls.Refresh(request, now),
        ApiCall.EndSession => _sessionCalls.LogOff(request),
        ApiCall.ListUsers => _organizationCalls.Users(request),
        ApiCall.GetUser => _organizationCalls.User(request),
        ApiCall.ListDepartments => _organizationCalls.Departments(request),
        ApiCall.ListUserGroups => _organizationCalls.UserGroups(request),
        ApiCall.CreateUserGroup => _organizationCalls.CreateUserGroup(request),
        ApiCall.UpdateUserGroup => _organizationCalls.UpdateUserGroup(request),
        ApiCall.DeleteUserGroup => _organizationCalls.DeleteUserGroup(request),
        _ => throw new ArgumentOutOfRangeException(nameof(call)),
    };

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
