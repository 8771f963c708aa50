using System;
using System.Collections.Generic;

namespace KooDrive.Sandbox.Tasks;

/// <summary>
/// All tasks by row, newest first: the samples from 0 up, and before them the created ones, from -1 down. Rows do not
/// change, so that cursors are stable. Safe to use from several threads.
/// </summary>
internal sealed class TaskTable
{
    private const int RowsWithAllSources = 250;

    private readonly object _lock = new();
    private readonly List<CreatedTask> _created = [];
    private readonly Dictionary<long, int> _createdAt = [];
    private readonly Dictionary<string, string> _recipients = [];
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

    /// <summary>The row of the task with this <see cref="ServiceTask.Cursor"/>; null when there is none.</summary>
    public int? RowOfCursor(long cursor)
    {
        lock (_lock)
        {
            if (_createdAt.TryGetValue(cursor, out int row))
                return row;
        }

        return SampleTask.RowOfAge(_day.ToUnixTimeMilliseconds() - cursor) is { } sample && sample < End ? sample : null;
    }

    public CreatedTask Create(CreateTaskBody body, string userId, DateTimeOffset now)
    {
        lock (_lock)
        {
            // No two tasks have the same millisecond, even when the clock is set back: the time is the cursor.
            _lastCreation = Math.Max(_lastCreation + 1, now.ToUnixTimeMilliseconds());
            var task = new CreatedTask(-_created.Count - 1, body, userId, DateTimeOffset.FromUnixTimeMilliseconds(_lastCreation));
            _created.Add(task);
            _createdAt.Add(_lastCreation, task.Row);
            if (body is { Handover: { } handover, FailureCode: null })
                _recipients[handover.SourceUserId] = handover.DestinationUserId;
            return task;
        }
    }

    /// <summary>The id of the user who received, or is to receive, a user's data; null when it was never handed over.</summary>
    public string? RecipientOf(string sourceUserId)
    {
        lock (_lock)
        {
            if (_recipients.TryGetValue(sourceUserId, out string? recipient))
                return recipient;
        }

        // The sample tasks have few source users, each of whom is found early.
        for (int row = 0; row < Math.Min(End, RowsWithAllSources); row++)
        {
            if (SampleTask.Make(row, _day, _opened) is { Handover: { } handover } && handover.SourceUserId == sourceUserId)
                return handover.DestinationUserId;
        }

        return null;
    }
}
