using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using KooDrive.Client.Diagnostics;
using KooDrive.Client.Errors;
using KooDrive.Client.Http;
using KooDrive.Client.Json;
using KooDrive.Client.Lookups;
using KooDrive.Client.Organization;
using KooDrive.Client.Paging;
using KooDrive.Client.Requests;
using KooDrive.Client.Tasks;

namespace KooDrive.Client;

/// <summary>The client of the KooDrive API. Safe to use from any number of threads at once.</summary>
public sealed class KooDriveClient : IDisposable
{
    private static readonly CallHooks NoHooks = new();

    private readonly KooDriveClientOptions _options;
    private readonly KooDriveApi _api;

    /// <summary>Makes a client. Nothing is sent before the first call.</summary>
    /// <param name="options">The service's endpoint, the credentials and the limits.</param>
    /// <exception cref="ArgumentException">The user id or the language is empty or has characters that a header cannot contain.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A time of the options is outside its range.</exception>
    public KooDriveClient(KooDriveClientOptions options)
    {
        options.ThrowIfOutOfRange();
        _options = options;
        _api = new KooDriveApi(options);
    }

    /// <summary>The proxy that requests use. Read anew each time, since the environment's settings may change.</summary>
    public ProxySelection Proxy => ProxySelection.Of(_options);

    /// <summary>How the client authenticates: <c>Token</c> or <c>App</c>.</summary>
    public string AuthenticationType => _options.Credential.AuthenticationType;

    /// <summary>The requests that the client has sent.</summary>
    public CallStatistics Statistics => _api.Statistics;

    /// <summary>
    /// Lists tasks page by page (API reference, <i>Listing Tasks</i>). Page 2 is requested when the consumer asks for it; from then on,
    /// the next page is fetched while the current one is processed. Disposing the enumerator cancels that request and waits for it.
    /// </summary>
    /// <param name="query">Which tasks, how many, from where.</param>
    /// <param name="hooks">Callbacks; null for none.</param>
    /// <param name="cancellationToken">Ends the listing at once.</param>
    /// <returns>The pages; some can be empty before the end.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number of the query is outside its range.</exception>
    /// <exception cref="KooDriveException">
    /// From the enumerator, when the listing broke: with the number of tasks that were returned and the cursor to continue from.
    /// </exception>
    public IAsyncEnumerable<Page<TaskInfo>> ListTasksAsync(
        TaskQuery query, CallHooks? hooks = null, CancellationToken cancellationToken = default)
    {
        var range = RangeOf(query);
        return new DeferredSequence<Page<TaskInfo>>(
            () => Listing(query, range, hooks ?? NoHooks).ReadPagesAsync(cancellationToken: cancellationToken));
    }

    /// <summary>Checks the credentials with one request, which lists one task.</summary>
    /// <param name="hooks">Callbacks; null for none.</param>
    /// <param name="cancellationToken">Ends the call at once.</param>
    /// <returns>The request's trace id.</returns>
    /// <exception cref="KooDriveException">The service did not accept them, or the request failed.</exception>
    public async Task<string> VerifyAsync(CallHooks? hooks = null, CancellationToken cancellationToken = default)
    {
        var request = ApiRequest.ListTasks(new TaskQuery(), pageSize: 1, cursor: null);
        var response = await _api.SendAsync(request, new TaskPageReader().Read, hooks ?? NoHooks, cancellationToken).ConfigureAwait(false);
        return response.TraceId;
    }

    /// <summary>Gets one task (API reference, <i>Obtaining Task Details</i>). The response has no times.</summary>
    /// <param name="taskId">The task's id.</param>
    /// <param name="hooks">Callbacks; null for none.</param>
    /// <param name="cancellationToken">Ends the call at once.</param>
    /// <exception cref="KooDriveException">
    /// <see cref="KooDriveErrorKind.TaskNotFound"/> for an unknown id, or any other failure.
    /// </exception>
    public async Task<TaskInfo> GetTaskAsync(string taskId, CallHooks? hooks = null, CancellationToken cancellationToken = default)
    {
        var request = ApiRequest.GetTask(taskId);
        if (taskId is "list" or "result" || !IsPathSegment(taskId))
            throw KooDriveErrors.Missing(request.Resource!, facts: null);
        var result = await _api.SendAsync(
            request, body => TaskDetailsReader.Read(body, taskId), hooks ?? NoHooks, cancellationToken).ConfigureAwait(false);
        return result.Value;
    }

    /// <summary>Starts a number of lookups by id, several at once.</summary>
    /// <param name="throttleLimit">How many requests may be under way at once: 1 or more.</param>
    /// <param name="hooks">Callbacks; null for none.</param>
    /// <param name="cancellationToken">Ends all of them at once.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="throttleLimit"/> is less than 1.</exception>
    public LookupSequence<TaskInfo> LookUpTasks(
        int throttleLimit, CallHooks? hooks = null, CancellationToken cancellationToken = default) =>
        new(GetTaskAsync, throttleLimit, hooks ?? NoHooks, cancellationToken);

    /// <summary>Creates a task (API reference, <i>Creating a Task</i>). Not sent again once it may have reached the service.</summary>
    /// <param name="task">What the task is to do.</param>
    /// <param name="hooks">Callbacks; null for none.</param>
    /// <param name="cancellationToken">Ends the call at once; whether the task was created is then unknown.</param>
    /// <returns>The new task's id.</returns>
    /// <exception cref="KooDriveException">
    /// <see cref="KooDriveErrorKind.OutcomeUnknown"/> when there was no usable response, or any other failure.
    /// </exception>
    public async Task<string> CreateTaskAsync(
        CreateTaskRequest task, CallHooks? hooks = null, CancellationToken cancellationToken = default)
    {
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(task, ApiJsonContext.Default.CreateTaskRequest);
        var result = await _api.SendAsync(
            ApiRequest.CreateTask(body), CreateTaskResponse.Read, hooks ?? NoHooks, cancellationToken).ConfigureAwait(false);
        return result.Value;
    }

    /// <summary>Gets the result of a batch import (API reference, <i>Querying the task result</i>).</summary>
    /// <param name="taskId">The task's id.</param>
    /// <param name="hooks">Callbacks; null for none.</param>
    /// <param name="cancellationToken">Ends the call at once.</param>
    /// <exception cref="KooDriveException">
    /// <see cref="KooDriveErrorKind.TaskNotFound"/> for an unknown id, or any other failure.
    /// </exception>
    public async Task<TaskResult> GetTaskResultAsync(string taskId, CallHooks? hooks = null, CancellationToken cancellationToken = default)
    {
        var result = await _api.SendAsync(
            ApiRequest.GetTaskResult(taskId), TaskResultResponse.Read, hooks ?? NoHooks, cancellationToken).ConfigureAwait(false);
        return new TaskResult
        {
            TaskId = taskId,
            SuccessCount = result.Value.SuccessCount,
            FailCount = result.Value.FailCount,
            Failures = [.. (result.Value.FailInfoList ?? []).OfType<ResultFailure>()
                .Select(failure => new TaskFailure { TaskId = taskId, UserName = failure.UserName, Description = failure.Desc })],
        };
    }

    /// <summary>
    /// Lists the users of the organization page by page, as <see cref="ListTasksAsync"/> lists tasks, but by offset.
    /// </summary>
    /// <param name="query">Which users, how many, from where.</param>
    /// <param name="hooks">Callbacks; null for none.</param>
    /// <param name="cancellationToken">Ends the listing at once.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number of the query is outside its range.</exception>
    /// <exception cref="KooDriveException">From the enumerator, when the listing broke.</exception>
    public IAsyncEnumerable<Page<KooDriveUser>> ListUsersAsync(
        UserQuery query, CallHooks? hooks = null, CancellationToken cancellationToken = default)
    {
        var range = OffsetPaging.RangeOf(query.PageSize, query.Cursor, query.Skip, query.Limit);
        return new DeferredSequence<Page<KooDriveUser>>(
            () => Listing(query, range, hooks ?? NoHooks).ReadPagesAsync(cancellationToken: cancellationToken));
    }

    /// <summary>Gets one user.</summary>
    /// <param name="userId">The user's id.</param>
    /// <param name="hooks">Callbacks; null for none.</param>
    /// <param name="cancellationToken">Ends the call at once.</param>
    /// <exception cref="KooDriveException">
    /// <see cref="KooDriveErrorReason.UserMissing"/> for an unknown id, or any other failure.
    /// </exception>
    public async Task<KooDriveUser> GetUserAsync(string userId, CallHooks? hooks = null, CancellationToken cancellationToken = default)
    {
        var request = ApiRequest.GetUser(userId);
        if (!IsPathSegment(userId))
            throw KooDriveErrors.Missing(request.Resource!, facts: null);
        var result = await _api.SendAsync(
            request, body => UserDetailsReader.Read(body, userId), hooks ?? NoHooks, cancellationToken).ConfigureAwait(false);
        return result.Value;
    }

    /// <summary>Starts a number of lookups of users by id, several at once.</summary>
    /// <param name="throttleLimit">How many requests may be under way at once: 1 or more.</param>
    /// <param name="hooks">Callbacks; null for none.</param>
    /// <param name="cancellationToken">Ends all of them at once.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="throttleLimit"/> is less than 1.</exception>
    public LookupSequence<KooDriveUser> LookUpUsers(
        int throttleLimit, CallHooks? hooks = null, CancellationToken cancellationToken = default) =>
        new(GetUserAsync, throttleLimit, hooks ?? NoHooks, cancellationToken);

    /// <summary>Gets who received, or is to receive, the data of a user that was handed over.</summary>
    /// <param name="sourceUserId">The id of the user whose data was handed over.</param>
    /// <param name="hooks">Callbacks; null for none.</param>
    /// <param name="cancellationToken">Ends the call at once.</param>
    /// <exception cref="KooDriveException">
    /// <see cref="KooDriveErrorReason.RecipientMissing"/> when there is none, or any other failure.
    /// </exception>
    public async Task<TransferRecipient> GetTransferRecipientAsync(
        string sourceUserId, CallHooks? hooks = null, CancellationToken cancellationToken = default)
    {
        var request = ApiRequest.GetTransferRecipient(sourceUserId);
        if (!IsPathSegment(sourceUserId))
            throw KooDriveErrors.Missing(request.Resource!, facts: null);
        var result = await _api.SendAsync(request, TransferRecipientResponse.Read, hooks ?? NoHooks, cancellationToken)
            .ConfigureAwait(false);
        return new TransferRecipient { SourceUserId = sourceUserId, UserId = result.Value.Id!, Name = result.Value.Name };
    }

    /// <summary>Starts a number of lookups of recipients by the ids of the users whose data was handed over, several at once.</summary>
    /// <param name="throttleLimit">How many requests may be under way at once: 1 or more.</param>
    /// <param name="hooks">Callbacks; null for none.</param>
    /// <param name="cancellationToken">Ends all of them at once.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="throttleLimit"/> is less than 1.</exception>
    public LookupSequence<TransferRecipient> LookUpTransferRecipients(
        int throttleLimit, CallHooks? hooks = null, CancellationToken cancellationToken = default) =>
        new(GetTransferRecipientAsync, throttleLimit, hooks ?? NoHooks, cancellationToken);

    /// <summary>
    /// Sends a custom request. Methods other than GET are not sent again once the request may have reached the service.
    /// </summary>
    /// <param name="request">The call.</param>
    /// <param name="read">Reads the response.</param>
    /// <param name="hooks">Callbacks; null for none.</param>
    /// <param name="cancellationToken">Ends the call at once; whether data was changed is then unknown.</param>
    /// <exception cref="KooDriveException"><see cref="KooDriveErrorKind.OutcomeUnknown"/>, or any other failure.</exception>
    public async Task<CustomResponse<T>> SendAsync<T>(
        CustomRequest request, JsonItemReader<T> read, CallHooks? hooks = null, CancellationToken cancellationToken = default)
        where T : class
    {
        var result = await _api.SendAsync(
            ApiRequest.Custom(request), body => CustomResponses.Read(body, read), hooks ?? NoHooks, cancellationToken)
            .ConfigureAwait(false);
        return result.Value;
    }

    /// <summary>Sends a custom request and returns the response as text, which need not be JSON.</summary>
    /// <param name="request">The call.</param>
    /// <param name="hooks">Callbacks; null for none.</param>
    /// <param name="cancellationToken">Ends the call at once; whether data was changed is then unknown.</param>
    /// <exception cref="KooDriveException"><see cref="KooDriveErrorKind.OutcomeUnknown"/>, or any other failure.</exception>
    public async Task<string> SendForTextAsync(
        CustomRequest request, CallHooks? hooks = null, CancellationToken cancellationToken = default)
    {
        var result = await _api.SendAsync(
            ApiRequest.Custom(request), CustomResponses.ReadText, hooks ?? NoHooks, cancellationToken).ConfigureAwait(false);
        return result.Value;
    }

    /// <summary>
    /// Lists the items of a custom GET request page by page, as <see cref="ListTasksAsync"/> lists tasks. Follows the service's cursors,
    /// or counts offsets.
    /// </summary>
    /// <param name="request">The call.</param>
    /// <param name="query">Which list of the response, and which part of it.</param>
    /// <param name="readItem">Reads one item.</param>
    /// <param name="hooks">Callbacks; null for none.</param>
    /// <param name="cancellationToken">Ends the listing at once.</param>
    /// <exception cref="ArgumentException">
    /// The request's query has impossible paging parameters, or a number of <paramref name="query"/> is outside its range.
    /// </exception>
    /// <exception cref="KooDriveException">From the enumerator, when the listing broke.</exception>
    public IAsyncEnumerable<Page<T?>> ListAsync<T>(
        CustomRequest request, CustomListQuery query, JsonItemReader<T> readItem,
        CallHooks? hooks = null, CancellationToken cancellationToken = default)
        where T : class
    {
        var paging = new CustomPaging(request, query);
        return new DeferredSequence<Page<T?>>(ReadPages);

        IAsyncEnumerable<Page<T?>> ReadPages()
        {
            var listing = new CustomListing<T>(_api, paging, new CustomPageReader<T>(query.ItemProperty, readItem));
            return new Listing<T?>(_api, paging.Range, listing.SendAsync, hooks ?? NoHooks)
                .ReadPagesAsync(cancellationToken: cancellationToken);
        }
    }

    /// <summary>Waits until tasks end.</summary>
    /// <param name="taskIds">The tasks' ids; repeated ones count once.</param>
    /// <param name="options">How long to wait, and how often to poll.</param>
    /// <param name="hooks">Callbacks; null for none.</param>
    /// <param name="cancellationToken">Ends the wait at once.</param>
    /// <returns>Each task when it has ended, or why it cannot be waited for, in the order in which that happens.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value of the options is outside its range.</exception>
    /// <exception cref="KooDriveException">From the enumerator: no request succeeded.</exception>
    public IAsyncEnumerable<Outcome<TaskInfo>> WaitForTasksAsync(
        IEnumerable<string> taskIds, WaitOptions options, CallHooks? hooks = null, CancellationToken cancellationToken = default)
    {
        options.ThrowIfOutOfRange();
        string[] distinctIds = [.. taskIds.Distinct(StringComparer.Ordinal)];
        return new DeferredSequence<Outcome<TaskInfo>>(
            () => new TaskWait(this, distinctIds, options, hooks ?? NoHooks).ReadOutcomesAsync(cancellationToken));
    }

    /// <summary>
    /// Tests the connection step by step. Nothing is retried; each step has the connection time-out.
    /// </summary>
    /// <param name="hooks">Callbacks; null for none.</param>
    /// <param name="cancellationToken">Ends the test at once.</param>
    /// <returns>One finding for each <see cref="ConnectionStep"/>, as it ends. Failures are findings, not exceptions.</returns>
    /// <exception cref="KooDriveException">
    /// From the enumerator: <see cref="KooDriveErrorKind.NotConnected"/>, the client has been disposed.
    /// </exception>
    public IAsyncEnumerable<ConnectionFinding> TestConnectionAsync(
        CallHooks? hooks = null, CancellationToken cancellationToken = default) =>
        new DeferredSequence<ConnectionFinding>(
            () => new ConnectionTest(_options, _api, hooks ?? NoHooks).ReadFindingsAsync(cancellationToken));

    internal KooDriveClientOptions Options => _options;

    /// <summary>Keeps the access token valid until the result is disposed.</summary>
    internal TokenKeepAlive KeepTokenAlive() => _api.KeepTokenAlive();

    internal Listing<TaskInfo> Listing(TaskQuery query, CallHooks hooks) => Listing(query, RangeOf(query), hooks);

    private Listing<TaskInfo> Listing(TaskQuery query, PageRange range, CallHooks hooks)
    {
        var reader = new TaskPageReader();
        return new Listing<TaskInfo>(
            _api,
            range,
            (cursor, pageSize, pageHooks, cancellationToken) =>
                _api.SendAsync(ApiRequest.ListTasks(query, pageSize, cursor), reader.Read, pageHooks, cancellationToken),
            hooks);
    }

    private Listing<KooDriveUser> Listing(UserQuery query, PageRange range, CallHooks hooks)
    {
        var reader = new UserPageReader();
        return new Listing<KooDriveUser>(
            _api,
            range,
            (cursor, limit, pageHooks, cancellationToken) => OffsetPaging.SendAsync(
                _api,
                cursor,
                limit,
                (offset, token) => _api.SendAsync(ApiRequest.ListUsers(query, offset, limit), reader.Read, pageHooks, token),
                cancellationToken),
            hooks);
    }

    private static PageRange RangeOf(TaskQuery query) => new(query.PageSize, query.Cursor, query.Skip, query.Limit);

    // Others could name another resource; .NET Framework may even unescape the slashes.
    private static bool IsPathSegment(string id) => id is not ("" or "." or "..") && id.IndexOfAny(['/', '\\']) < 0;

    /// <summary>
    /// Closes the connections and wipes the secrets. Calls under way fail with <see cref="KooDriveErrorKind.NotConnected"/>.
    /// </summary>
    public void Dispose()
    {
        _api.Dispose();
        _options.Credential.Dispose();
    }
}
