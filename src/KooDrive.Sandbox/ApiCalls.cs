using System;

namespace KooDrive.Sandbox;

/// <summary>Determines the call of a request.</summary>
public static class ApiCalls
{
    /// <summary>The start of all paths.</summary>
    public const string Root = "/koodrive/ose/v1";

    private const string Task = Root + "/task/";
    private const string Recipient = Task + "dstUserInfo/";
    private const string User = Root + "/users/";
    private const string UserGroup = Root + "/userGroups/";

    /// <summary>The call of a method and a path; null when there is none.</summary>
    /// <param name="method">The HTTP method, upper case.</param>
    /// <param name="path">The absolute path, without the query.</param>
    public static ApiCall? Find(string method, string path) => (method, path) switch
    {
        ("GET", Task + "list") => ApiCall.List,
        ("GET", Task + "result") => ApiCall.Result,
        ("POST", Task + "create") => ApiCall.Create,
        ("GET", Root + "/session/auth") => ApiCall.SessionAuth,
        ("POST", Root + "/session/refresh") => ApiCall.SessionRefresh,
        ("GET", Root + "/session/logoff") => ApiCall.SessionLogoff,
        ("GET", Root + "/userList") => ApiCall.Users,
        ("GET", Root + "/space/departmentList") => ApiCall.Departments,
        ("GET", Root + "/userGroups") => ApiCall.UserGroups,
        ("POST", Root + "/userGroups") => ApiCall.CreateUserGroup,
        ("PUT", _) when HasId(path, UserGroup) => ApiCall.UpdateUserGroup,
        ("DELETE", _) when HasId(path, UserGroup) => ApiCall.DeleteUserGroup,
        ("GET", _) when HasId(path, Recipient) => ApiCall.Recipient,
        ("GET", _) when HasId(path, User) => ApiCall.User,
        ("GET", _) when HasId(path, Task) => ApiCall.Details,
        _ => null,
    };

    /// <summary>The id in the path of a call that has one: its last segment, decoded.</summary>
    internal static string IdIn(Uri uri) => Uri.UnescapeDataString(uri.AbsolutePath.Substring(uri.AbsolutePath.LastIndexOf('/') + 1));

    private static bool HasId(string path, string prefix)
    {
        if (!path.StartsWith(prefix, StringComparison.Ordinal))
            return false;
        string id = Uri.UnescapeDataString(path.Substring(prefix.Length));
        return id.Length > 0 && id.IndexOf('/') < 0;
    }
}
