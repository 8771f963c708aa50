using System;
using System.Collections.Concurrent;
using KooDrive.Client.Paging;

namespace KooDrive.PowerShell.Sessions;

/// <summary>The newest items that a session has returned, for completion.</summary>
internal sealed class CompletionCache
{
    private readonly RecentItems<TaskInfo> _tasks = new(static task => task.TaskId);
    private readonly RecentItems<KooDriveUser> _users = new(static user => user.UserId);
    private readonly ConcurrentDictionary<string, string?> _cursors = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The tasks, the newest first, each id once.</summary>
    public TaskInfo[] Tasks => _tasks.ToArray();

    /// <summary>The users, the newest first, each id once.</summary>
    public KooDriveUser[] Users => _users.ToArray();

    public void Add(Page<TaskInfo> page) => _tasks.Add(page.Values);

    public void Add(TaskInfo task) => _tasks.Add([task]);

    public void Add(Page<KooDriveUser> page) => _users.Add(page.Values);

    public void Add(KooDriveUser user) => _users.Add([user]);

    /// <summary>The cursor of a command's newest listing; null when it is complete, or there was none.</summary>
    public string? CursorOf(string command) => _cursors.TryGetValue(command, out string? cursor) ? cursor : null;

    public void SetCursor(string command, string? cursor) => _cursors[command] = cursor;
}
