namespace KooDrive.Sandbox.Organization;

/// <summary>The calls about users, departments and groups.</summary>
internal sealed class OrganizationCalls
{
    private readonly ResponseShape _shape;
    private readonly UserTable _users;
    private readonly UserGroupTable _groups = new();
    private readonly OrganizationWriter _responses;

    public OrganizationCalls(ResponseShape shape, UserTable users)
    {
        _shape = shape;
        _users = users;
        _responses = new OrganizationWriter(shape);
    }

    public byte[] Users(SandboxRequest request) => _responses.Users(_users.Read(request.Uri));

    public byte[] User(SandboxRequest request)
    {
        string id = ApiCalls.IdIn(request.Uri);
        return _responses.User(_users.Find(id) ?? throw ErrorResponseException.NotFound(_shape, $"User {id} does not exist."));
    }

    public byte[] Departments(SandboxRequest request)
    {
        var all = SampleDepartments.All;
        var query = new QueryParameters(request.Uri, "offset", "limit");
        return _responses.Departments(OffsetPage<SampleDepartment>.Read(query, all.Count, position => all[position]));
    }

    public byte[] UserGroups(SandboxRequest request) => _responses.UserGroups(_groups.Read(request.Uri));

    public byte[] CreateUserGroup(SandboxRequest request) => _responses.UserGroup(_groups.Create(GroupName(request)));

    public byte[] UpdateUserGroup(SandboxRequest request)
    {
        string id = ApiCalls.IdIn(request.Uri);
        return _groups.TryRename(id, GroupName(request)) ? _responses.Done() : throw NoSuchGroup(id);
    }

    public byte[] DeleteUserGroup(SandboxRequest request)
    {
        string id = ApiCalls.IdIn(request.Uri);
        return _groups.TryRemove(id) ? _responses.Done() : throw NoSuchGroup(id);
    }

    private static string GroupName(SandboxRequest request)
    {
        using var body = JsonBody.Parse(request.Body);
        return JsonBody.Text(body.RootElement, "groupName");
    }

    private ErrorResponseException NoSuchGroup(string id) => ErrorResponseException.NotFound(_shape, $"User group {id} does not exist.");
}
