using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace KooDrive.Sandbox.Organization;

/// <summary>All users by position.</summary>
internal sealed class UserTable
{
    private readonly int _count;

    public UserTable(int count) => _count = count;

    public SampleUser? Find(string id) => SampleUser.PositionOf(id) is { } position && position < _count ? new SampleUser(position) : null;

    /// <summary>One page of <c>GET /userList</c>.</summary>
    public OffsetPage<SampleUser> Read(Uri uri)
    {
        var query = new QueryParameters(uri, "offset", "limit", "keyWord", "deptId", "isDirect");
        string? keyword = query.Text("keyWord");
        string? departmentId = query.Text("deptId");
        bool isDirect = query.Flag("isDirect");
        if (keyword is null && departmentId is null)
            return OffsetPage<SampleUser>.Read(query, _count, position => new SampleUser(position));

        SampleUser[] found = [.. All().Where(user =>
            (keyword is null || Contains(user.Name, keyword)) && (departmentId is null || IsIn(user.Department, departmentId, isDirect)))];
        return OffsetPage<SampleUser>.Read(query, found.Length, position => found[position]);
    }

    private IEnumerable<SampleUser> All() => Enumerable.Range(0, _count).Select(position => new SampleUser(position));

    private static bool Contains(string name, string keyword) =>
        CultureInfo.InvariantCulture.CompareInfo.IndexOf(name, keyword, CompareOptions.OrdinalIgnoreCase) >= 0;

    private static bool IsIn(SampleDepartment department, string id, bool isDirect) =>
        isDirect ? department.Id == id : SampleDepartments.IsWithin(department, id);
}
