using System;
using System.Collections.Concurrent;
using KooDrive.Client.Paging;

namespace KooDrive.PowerShell.Sessions;

/// <summary>What a session has come across last, for completion.</summary>
internal sealed class SeenItems
{
    private readonly RecentItems<TaskInfo> _tasks = new(static task => task.TaskId);
    private readonly RecentItems<KooDriveUser> _users = new(static user => user.UserId);
    private readonly ConcurrentDictionary<string, string?> _cursors = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Tasks; those seen last come first, each id once and as it was last seen.</summary>
    public TaskInfo[] Tasks => _tasks.ToArray();

    /// <summary>Users; those seen last come first, each id once and as it was last seen.</summary>
    public KooDriveUser[] Users => _users.ToArray();

    public void Add(Page<TaskInfo> page) => _tasks.Add(page.Values);

    public void Add(TaskInfo task) => _tasks.Add([task]);

    public void Add(Page<KooDriveUser> page) => _users.Add(page.Values);

    public void Add(KooDriveUser user) => _users.Add([user]);

    /// <summary>Where a command's newest listing can be continued; null when it came to its end, or there was none.</summary>
    public string? CursorOf(string command) => _cursors.TryGetValue(command, out string? cursor) ? cursor : null;

    public void SetCursor(string command, string? cursor) => _cursors[command] = cursor;
}
