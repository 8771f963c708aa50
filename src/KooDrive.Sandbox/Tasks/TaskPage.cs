using System;
using System.Collections.Generic;
using System.Linq;

namespace KooDrive.Sandbox.Tasks;

/// <summary>One page of <c>GET /task/list</c>.</summary>
internal sealed class TaskPage
{
    private const int MaximumPageSize = 100;

    private TaskPage(IReadOnlyList<TaskInfo> tasks, string? nextCursor)
    {
        Tasks = tasks;
        NextCursor = nextCursor;
    }

    public IReadOnlyList<TaskInfo> Tasks { get; }

    /// <summary>Null when there are no more rows.</summary>
    public string? NextCursor { get; }

    /// <summary>
    /// Reads rows until the page is full or the window is exhausted: the filter makes a page partial, or empty, before
    /// the end.
    /// </summary>
    public static TaskPage Read(TaskTable table, Uri uri, SandboxOptions options, DateTimeOffset now)
    {
        var query = new QueryParameters(uri, "taskType", "status", "pageSize", "pageCursor");
        var type = query.Integer("taskType", int.MinValue, int.MaxValue);
        var states = query.Integers("status");
        long size = query.Integer("pageSize", 1, MaximumPageSize) ?? MaximumPageSize;
        int row = FirstRow(table, query.Integer("pageCursor", 0, long.MaxValue));

        var tasks = new List<TaskInfo>();
        long windowEnd = Math.Min((long)row + options.ScanWindow, table.End);
        ServiceTask? last = null;
        for (; row < windowEnd && tasks.Count < size; row++)
        {
            last = table[row];
            bool isVisible = options.HiddenTaskIds.Count == 0 || !options.HiddenTaskIds.Contains(last.Id);
            if (isVisible && (type is null || type == (int)last.Type)
                && (states.Count == 0 || states.Contains((int)last.Schedule.StatusAt(now))))
                tasks.Add(last.At(now));
        }

        return new TaskPage(tasks, row < table.End ? last?.Cursor : null);
    }

    private static int FirstRow(TaskTable table, long? cursor) =>
        cursor is { } value
            ? 1 + (table.RowOfCursor(value)
                ?? throw ErrorResponseException.BadParameter("pageCursor is not one that this service has given out."))
            : table.First;
}
