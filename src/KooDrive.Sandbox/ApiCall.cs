namespace KooDrive.Sandbox;

/// <summary>The calls that the sandbox serves.</summary>
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

    /// <summary><c>GET /task/dstUserInfo/{src_user_id}</c></summary>
    Recipient,

    /// <summary><c>GET /session/auth</c></summary>
    SessionAuth,

    /// <summary><c>POST /session/refresh</c></summary>
    SessionRefresh,

    /// <summary><c>GET /session/logoff</c></summary>
    SessionLogoff,

    /// <summary><c>GET /userList</c></summary>
    Users,

    /// <summary><c>GET /users/{user_id}</c></summary>
    User,

    /// <summary><c>GET /space/departmentList</c></summary>
    Departments,

    /// <summary><c>GET /userGroups</c></summary>
    UserGroups,

    /// <summary><c>POST /userGroups</c></summary>
    CreateUserGroup,

    /// <summary><c>PUT /userGroups/{group_id}</c></summary>
    UpdateUserGroup,

    /// <summary><c>DELETE /userGroups/{group_id}</c></summary>
    DeleteUserGroup,
}
