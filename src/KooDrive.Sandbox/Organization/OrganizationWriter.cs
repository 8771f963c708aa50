using System.Globalization;
using System.Text.Json;

namespace KooDrive.Sandbox.Organization;

/// <summary>Writes the bodies of responses about users, departments and groups, in one of the reference's two shapes.</summary>
internal sealed class OrganizationWriter
{
    private readonly JsonResponse _response;

    public OrganizationWriter(ResponseShape shape) => _response = new JsonResponse(shape);

    /// <summary>
    /// The response of <c>GET /userList</c>: the table calls the list <c>data</c>, the example <c>list</c>. A total may be absent.
    /// </summary>
    public byte[] Users(OffsetPage<SampleUser> page) => _response.Success(json =>
    {
        bool isTable = _response.Shape == ResponseShape.Table;
        if (isTable)
            json.WriteNumber("total", page.Total);
        json.WriteStartArray(isTable ? "data" : "list");
        foreach (var user in page.Items)
            WriteUser(json, user);
        json.WriteEndArray();
    });

    public byte[] User(SampleUser user) => _response.Success(json =>
    {
        json.WritePropertyName("data");
        WriteUser(json, user);
    });

    public byte[] Departments(OffsetPage<SampleDepartment> page) => _response.Success(json =>
    {
        json.WriteNumber("total", page.Total);
        json.WriteStartArray("departments");
        foreach (var department in page.Items)
        {
            json.WriteStartObject();
            json.WriteString("deptId", department.Id);
            json.WriteString("deptName", department.Name);
            json.WriteString("parentId", department.ParentId);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    public byte[] UserGroups(UserGroupPage page) => _response.Success(json =>
    {
        json.WriteStartArray("userGroupList");
        foreach (var group in page.Groups)
        {
            json.WriteStartObject();
            WriteId(json, "groupId", group.Id);
            json.WriteString("groupName", group.Name);
            json.WriteNumber("userCount", group.UserCount);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (page.NextCursor is { } cursor)
            WriteId(json, "nextCursor", cursor);
    });

    public byte[] UserGroup(UserGroup group) => _response.Success(json => WriteId(json, "groupId", group.Id));

    public byte[] Done() => _response.Success();

    private static void WriteUser(Utf8JsonWriter json, SampleUser user)
    {
        json.WriteStartObject();
        json.WriteString("name", user.Name);
        json.WriteString("userId", user.Id);
        json.WriteString("deptId", user.Department.Id);
        json.WriteString("deptName", user.Department.Name);
        json.WriteString("mobile", user.Mobile);
        json.WriteNumber("role", user.Role);
        json.WriteNumber("status", user.Status);
        json.WriteString("id", user.ExternalId);
        json.WriteEndObject();
    }

    private void WriteId(Utf8JsonWriter json, string name, long id) =>
        _response.WriteTextOrNumber(json, name, id.ToString(CultureInfo.InvariantCulture));
}
