using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace KooDrive.Sandbox.Organization;

/// <summary>All groups of users, by id; a new one is the last. Safe to use from several threads.</summary>
internal sealed class UserGroupTable
{
    private const int SampleCount = 25;
    private const int MaximumPageSize = 100;
    private const long FirstId = 1620000000000000001;
    private const long IdDistance = 16777259;

    private readonly object _lock = new();
    private readonly SortedDictionary<long, UserGroup> _groups = [];
    private long _nextId = FirstId;

    public UserGroupTable()
    {
        for (int number = 0; number < SampleCount; number++)
            Create($"Project {SampleDepartments.TeamOf(number)}, phase {number + 1}", 3 + DeterministicRandom.Below(40, number, 40));
    }

    /// <summary>One page of <c>GET /userGroups</c>. A cursor is the last id of the previous page.</summary>
    public UserGroupPage Read(Uri uri)
    {
        var query = new QueryParameters(uri, "pageSize", "pageCursor");
        int size = (int)(query.Integer("pageSize", 1, MaximumPageSize) ?? MaximumPageSize);
        long cursor = query.Integer("pageCursor", FirstId, long.MaxValue) ?? 0;
        lock (_lock)
        {
            UserGroup[] rest = [.. _groups.Values.SkipWhile(group => group.Id <= cursor).Take(size + 1)];
            return rest.Length > size ? new([.. rest.Take(size)], rest[size - 1].Id) : new(rest, null);
        }
    }

    public UserGroup Create(string name, int userCount = 0)
    {
        lock (_lock)
        {
            var group = new UserGroup(_nextId, name, userCount);
            _groups.Add(group.Id, group);
            _nextId += IdDistance;
            return group;
        }
    }

    /// <summary>Renames a group; false when there is no such group.</summary>
    public bool TryRename(string id, string name)
    {
        lock (_lock)
        {
            if (!long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out long key)
                || !_groups.TryGetValue(key, out var group))
                return false;
            _groups[key] = group with { Name = name };
            return true;
        }
    }

    /// <summary>Removes a group; false when there is no such group.</summary>
    public bool TryRemove(string id)
    {
        lock (_lock)
            return long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out long key) && _groups.Remove(key);
    }
}
