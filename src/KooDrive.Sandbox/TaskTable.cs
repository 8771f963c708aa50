using System;
using System.Collections.Generic;

namespace KooDrive.Sandbox;

/// <summary>
/// All tasks by row, newest first: the samples from 0 up, and before them the created ones, from -1 down. A row never
/// changes, which is what makes cursors stable. Safe to use from several threads.
/// </summary>
internal sealed class TaskTable
{
    private readonly object _lock = new();
    private readonly List<CreatedTask> _created = [];
    private readonly Dictionary<long, int> _createdAt = [];
    private readonly DateTimeOffset _day;
    private readonly DateTimeOffset _opened;
    private long _lastCreation;

    public TaskTable(int sampleCount, DateTimeOffset now)
    {
        End = sampleCount;
        _opened = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds());
        _day = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        _lastCreation = _day.ToUnixTimeMilliseconds();
    }

    /// <summary>The row of the newest task.</summary>
    public int First
    {
        get
        {
            lock (_lock)
                return -_created.Count;
        }
    }

    /// <summary>The row after the oldest task.</summary>
    public int End { get; }

    public ServiceTask this[int row]
    {
        get
        {
            if (row >= 0)
                return SampleTask.Make(row, _day, _opened);
            lock (_lock)
                return _created[-row - 1];
        }
    }

    public ServiceTask? Find(string id) => TaskIds.RowOf(id) is { } row && row >= First && row < End ? this[row] : null;

    /// <summary>The row of the task whose <see cref="ServiceTask.Cursor"/> this is; null when there is none.</summary>
    public int? RowOfCursor(long cursor)
    {
        lock (_lock)
        {
            if (_createdAt.TryGetValue(cursor, out int row))
                return row;
        }

        return SampleTask.RowOfAge(_day.ToUnixTimeMilliseconds() - cursor) is { } sample && sample < End ? sample : null;
    }

    public CreatedTask Create(CreateTaskBody order, string userId, DateTimeOffset now)
    {
        lock (_lock)
        {
            // No two tasks of the same millisecond, even when the clock is set back: the time is the cursor.
            _lastCreation = Math.Max(_lastCreation + 1, now.ToUnixTimeMilliseconds());
            var task = new CreatedTask(-_created.Count - 1, order, userId, DateTimeOffset.FromUnixTimeMilliseconds(_lastCreation));
            _created.Add(task);
            _createdAt.Add(_lastCreation, task.Row);
            return task;
        }
    }
}
