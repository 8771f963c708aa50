using System.Collections.Generic;
using System.Linq;

namespace KooDrive.Sessions;

/// <summary>The tasks that a session has come across last, for completion. A few hundred at the most, whatever passes by.</summary>
internal sealed class SeenTasks
{
    private const int MostSingleTasks = 100;

    private readonly object _gate = new();
    private readonly LinkedList<TaskInfo> _single = new();
    private IReadOnlyList<TaskInfo> _page = [];

    /// <summary>Where the newest listing can be continued; null when it came to its end, or there was none.</summary>
    public string? Cursor { get; private set; }

    /// <summary>The newest first, each id once.</summary>
    public TaskInfo[] Tasks
    {
        get
        {
            lock (_gate)
                return [.. _single.Concat(_page).Where(task => task.TaskId is not null).GroupBy(task => task.TaskId).Select(tasks => tasks.First())];
        }
    }

    public void Add(Page<TaskInfo> page)
    {
        lock (_gate)
        {
            Cursor = page.NextCursor;
            if (page.Values.Count > 0)
                _page = page.Values;
        }
    }

    public void Add(TaskInfo task)
    {
        lock (_gate)
        {
            _single.AddFirst(task);
            if (_single.Count > MostSingleTasks)
                _single.RemoveLast();
        }
    }
}
