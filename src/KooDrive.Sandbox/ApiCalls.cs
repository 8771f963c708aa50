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
        ("GET", Task + "list") => ApiCall.ListTasks,
        ("GET", Task + "result") => ApiCall.GetTaskResult,
        ("POST", Task + "create") => ApiCall.CreateTask,
        ("GET", Root + "/session/auth") => ApiCall.CheckSession,
        ("POST", Root + "/session/refresh") => ApiCall.RefreshSession,
        ("GET", Root + "/session/logoff") => ApiCall.EndSession,
        ("GET", Root + "/userList") => ApiCall.ListUsers,
        ("GET", Root + "/space/departmentList") => ApiCall.ListDepartments,
        ("GET", Root + "/userGroups") => ApiCall.ListUserGroups,
        ("POST", Root + "/userGroups") => ApiCall.CreateUserGroup,
        ("PUT", _) when HasId(path, UserGroup) => ApiCall.UpdateUserGroup,
        ("DELETE", _) when HasId(path, UserGroup) => ApiCall.DeleteUserGroup,
        ("GET", _) when HasId(path, Recipient) => ApiCall.GetTransferRecipient,
        ("GET", _) when HasId(path, User) => ApiCall.GetUser,
        ("GET", _) when HasId(path, Task) => ApiCall.GetTask,
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
