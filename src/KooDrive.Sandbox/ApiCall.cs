namespace KooDrive.Sandbox;

/// <summary>The calls that the sandbox serves.</summary>
public enum ApiCall
{
    /// <summary><c>GET /task/list</c></summary>
    ListTasks,

    /// <summary><c>GET /task/{task_id}</c></summary>
    GetTask,

    /// <summary><c>POST /task/create</c></summary>
    CreateTask,

    /// <summary><c>GET /task/result?taskId=</c></summary>
    GetTaskResult,

    /// <summary><c>GET /task/dstUserInfo/{src_user_id}</c></summary>
    GetTransferRecipient,

    /// <summary><c>GET /session/auth</c></summary>
    CheckSession,

    /// <summary><c>POST /session/refresh</c></summary>
    RefreshSession,

    /// <summary><c>GET /session/logoff</c></summary>
    EndSession,

    /// <summary><c>GET /userList</c></summary>
    ListUsers,

    /// <summary><c>GET /users/{user_id}</c></summary>
    GetUser,

    /// <summary><c>GET /space/departmentList</c></summary>
    ListDepartments,

    /// <summary><c>GET /userGroups</c></summary>
    ListUserGroups,

    /// <summary><c>POST /userGroups</c></summary>
    CreateUserGroup,

    /// <summary><c>PUT /userGroups/{group_id}</c></summary>
    UpdateUserGroup,

    /// <summary><c>DELETE /userGroups/{group_id}</c></summary>
    DeleteUserGroup,
}
