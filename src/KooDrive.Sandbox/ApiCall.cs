using System;

namespace KooDrive.Sandbox;

/// <summary>The calls of the API reference.</summary>
public enum ApiCall
{
    /// <summary><c>GET /task/list</c></summary>
    List,

    /// <summary><c>GET /task/{task_id}</c></summary>
    Details,

    /// <summary><c>POST /task/create</c></summary>
    Create,

    /// <summary><c>GET /task/result?taskId=</c></summary>
    Result,

    /// <summary><c>GET /session/auth</c></summary>
    SessionAuth,

    /// <summary><c>POST /session/refresh</c></summary>
    SessionRefresh,

    /// <summary><c>GET /session/logoff</c></summary>
    SessionLogoff,
}

/// <summary>Tells which call a request is.</summary>
public static class ApiCalls
{
    /// <summary>What all paths start with.</summary>
    public const string Root = "/koodrive/ose/v1";

    private const string TaskPrefix = Root + "/task/";

    /// <summary>The call that a method and a path stand for; null when there is no such call.</summary>
    /// <param name="method">The HTTP method, upper case.</param>
    /// <param name="path">The absolute path, without the query.</param>
    public static ApiCall? Find(string method, string path) => (method, path) switch
    {
        ("GET", TaskPrefix + "list") => ApiCall.List,
        ("GET", TaskPrefix + "result") => ApiCall.Result,
        ("POST", TaskPrefix + "create") => ApiCall.Create,
        ("GET", Root + "/session/auth") => ApiCall.SessionAuth,
        ("POST", Root + "/session/refresh") => ApiCall.SessionRefresh,
        ("GET", Root + "/session/logoff") => ApiCall.SessionLogoff,
        ("GET", _) when TaskIdIn(path) is not null => ApiCall.Details,
        _ => null,
    };

    /// <summary>The id in the path of <see cref="ApiCall.Details"/>; null when it holds none.</summary>
    internal static string? TaskIdIn(string path)
    {
        if (!path.StartsWith(TaskPrefix, StringComparison.Ordinal))
            return null;
        string id = Uri.UnescapeDataString(path.Substring(TaskPrefix.Length));
        return id.Length > 0 && id.IndexOf('/') < 0 ? id : null;
    }
}
