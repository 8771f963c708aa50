using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using KooDrive.Client.Organization;
using KooDrive.Client.Requests;
using KooDrive.Client.Tasks;

namespace KooDrive.Client.Http;

/// <summary>One call of the API, from which each attempt's HTTP request is made.</summary>
internal sealed class ApiRequest
{
    private const string Root = RequestTarget.Root;

    private ApiRequest(HttpMethod method, string path, string query = "")
    {
        Method = method;
        Path = path;
        PathAndQuery = Root + path + query;
    }

    private ApiRequest(CustomRequest request)
    {
        Method = request.Method;
        string path = request.Target.Path;
        Path = path.StartsWith(Root + "/", System.StringComparison.Ordinal) ? path.Substring(Root.Length) : path;
        PathAndQuery = request.Target.PathAndQuery;
    }

    public HttpMethod Method { get; }

    /// <summary>The path below the API's root, for messages: it contains nothing but ids.</summary>
    public string Path { get; }

    public string PathAndQuery { get; }

    public byte[] Body { get; init; } = [];

    /// <summary>Whether it changes data: then it is not sent again once it may have reached the service.</summary>
    public bool ChangesData { get; init; }

    /// <summary>Its cursor; null for none.</summary>
    public string? Cursor { get; private init; }

    /// <summary>The resource that it requests by id; null for none.</summary>
    public ApiResource? Resource { get; private init; }

    /// <summary>Whether it is about one resource or needs a permission: HTTP 401 may then not be about the token.</summary>
    public bool NamesResource { get; private init; }

    /// <summary>Whether it is a custom request.</summary>
    public bool IsCustom { get; private init; }

    /// <summary>Whether it checks the token, which must then be sent unchanged.</summary>
    public bool ChecksToken { get; private init; }

    public override string ToString() => $"{Method} {Path}";

    public static ApiRequest ListTasks(TaskQuery query, int pageSize, string? cursor)
    {
        var parameters = new List<string>();
        if (cursor is not null)
            parameters.Add("pageCursor=" + PercentEncoding.Encode(cursor));
        parameters.Add("pageSize=" + Number(pageSize));
        parameters.AddRange(query.Status.Distinct().Select(status => "status=" + Number((int)status)));
        if (query.TaskType is { } type)
            parameters.Add("taskType=" + Number((int)type));
        return new ApiRequest(HttpMethod.Get, "/task/list", "?" + string.Join("&", parameters)) { Cursor = cursor };
    }

    public static ApiRequest GetTask(string taskId) => Get(ResourceKind.Task, taskId, "/task/" + PercentEncoding.Encode(taskId));

    public static ApiRequest GetTaskResult(string taskId) =>
        Get(ResourceKind.TaskResult, taskId, "/task/result", "?taskId=" + PercentEncoding.Encode(taskId));

    public static ApiRequest ListUsers(UserQuery query, long offset, int limit)
    {
        var parameters = new List<string> { "limit=" + Number(limit), "offset=" + Number(offset) };
        if (query.Keyword is { Length: > 0 } keyword)
            parameters.Add("keyWord=" + PercentEncoding.Encode(keyword));
        if (query.DepartmentId is { Length: > 0 } departmentId)
            parameters.Add("deptId=" + PercentEncoding.Encode(departmentId));
        if (query.IsDirect)
            parameters.Add("isDirect=true");
        return new ApiRequest(HttpMethod.Get, "/userList", "?" + string.Join("&", parameters)) { NamesResource = true };
    }

    public static ApiRequest GetUser(string userId) => Get(ResourceKind.User, userId, "/users/" + PercentEncoding.Encode(userId));

    public static ApiRequest GetTransferRecipient(string sourceUserId) =>
        Get(ResourceKind.TransferRecipient, sourceUserId, "/task/dstUserInfo/" + PercentEncoding.Encode(sourceUserId));

    public static ApiRequest CreateTask(byte[] body) => new(HttpMethod.Post, "/task/create") { Body = body, ChangesData = true };

    /// <summary>A custom request.</summary>
    /// <param name="request">The call.</param>
    /// <param name="cursor">Its cursor; null for none.</param>
    public static ApiRequest Custom(CustomRequest request, string? cursor = null) => new(request)
    {
        Body = request.Body,
        ChangesData = request.Method != HttpMethod.Get,
        Cursor = cursor,
        NamesResource = true,
        IsCustom = true,
    };

    public static ApiRequest CheckSession() => new(HttpMethod.Get, "/session/auth") { ChecksToken = true };

    public static ApiRequest RefreshSession() => new(HttpMethod.Post, "/session/refresh");

    private static ApiRequest Get(ResourceKind kind, string id, string path, string query = "") =>
        new(HttpMethod.Get, path, query) { Resource = new ApiResource(kind, id), NamesResource = true };

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
