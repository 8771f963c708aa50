using System.Collections.Generic;
using System.Linq;
using KooDrive.Client.Tasks;

namespace KooDrive.PowerShell.Sessions;

/// <summary>The tasks that a session has come across last, for completion. A few hundred at the most, whatever passes by.</summary>
internal sealed class SeenTasks
{
    private const int Enough = 200;

    private readonly object _gate = new();
    private readonly LinkedList<IReadOnlyList<TaskInfo>> _seen = new();
    private int _count;

    /// <summary>Where the newest listing can be continued; null when it came to its end, or there was none.</summary>
    public string? Cursor { get; private set; }

    /// <summary>Those seen last come first, each id once and as it was last seen.</summary>
    public TaskInfo[] Tasks
    {
        get
        {
            lock (_gate)
                return [.. _seen.SelectMany(tasks => tasks).Where(task => !string.IsNullOrEmpty(task.TaskId)).GroupBy(task => task.TaskId).Select(same => same.First())];
        }
    }

    public void Add(Page<TaskInfo> page)
    {
        lock (_gate)
        {
            Cursor = page.NextCursor;
            Add(page.Values);
        }
    }

    public void Add(TaskInfo task)
    {
        lock (_gate)
            Add([task]);
    }

    private void Add(IReadOnlyList<TaskInfo> tasks)
    {
        if (tasks.Count == 0)
            return;
        _seen.AddFirst(tasks);
        _count += tasks.Count;
        while (_count - _seen.Last!.Value.Count >= Enough)
        {
            _count -= _seen.Last.Value.Count;
            _seen.RemoveLast();
        }
    }
}
