using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using KooDrive.Sandbox;

namespace KooDrive.TestServer;

/// <summary>One page of a <see cref="PagePlan"/>.</summary>
/// <param name="Tasks">Its tasks; any number, independent of the requested page size.</param>
/// <param name="NextCursor">Its cursor, any text; null ends the listing.</param>
/// <param name="Shape">The shape of its response; null for that of the service.</param>
public sealed record ScriptedPage(IReadOnlyList<TaskInfo> Tasks, string? NextCursor, ResponseShape? Shape = null);

/// <summary>
/// A scripted listing. A request without a cursor gets the first page, one with a cursor the page after the one that has it. If
/// several pages have the same cursor, it leads to the page after each of them in turn, and stays with the last.
/// </summary>
public sealed class PagePlan
{
    private readonly Lock _lock = new();
    private readonly ScriptedPage[] _pages;
    private readonly Dictionary<string, int> _requested = [];

    /// <summary>Creates a listing.</summary>
    /// <param name="pages">Its pages.</param>
    public PagePlan(params ScriptedPage[] pages) => _pages = pages;

    /// <summary>All tasks of all pages, in order.</summary>
    public IEnumerable<TaskInfo> Tasks => _pages.SelectMany(page => page.Tasks);

    /// <summary>Pages with these numbers of generated tasks; all but the last have a cursor.</summary>
    /// <param name="counts">How many tasks each page has; 0 for an empty one.</param>
    public static PagePlan OfCounts(params int[] counts) => OfPages(counts
        .Select((count, index) => (count, index < counts.Length - 1 ? CursorOf(index) : null))
        .ToArray());

    /// <summary>Pages with these numbers of generated tasks and these cursors: <c>(2, "A"), (1, "B"), (1, "A")</c>.</summary>
    /// <param name="pages">Count and cursor of each page; a cursor of null ends the listing.</param>
    public static PagePlan OfPages(params (int Count, string? NextCursor)[] pages)
    {
        int number = 0;
        return new PagePlan(pages
            .Select(page => new ScriptedPage([.. Enumerable.Range(0, page.Count).Select(_ => TaskOf(number++))], page.NextCursor))
            .ToArray());
    }

    /// <summary>The generated task with a number.</summary>
    /// <param name="number">Its position in the listing, from 0.</param>
    public static TaskInfo TaskOf(int number) => new()
    {
        TaskId = (1600000000000000000L + number).ToString(CultureInfo.InvariantCulture),
        TaskName = string.Create(CultureInfo.InvariantCulture, $"Task {number}"),
        TaskType = TaskType.Transfer,
        Status = TaskStatus.Success,
        CreateTime = DateTimeOffset.UnixEpoch.AddYears(54).AddSeconds(-number),
    };

    internal SandboxResponse Response(RecordedRequest request, ResponseShape shape)
    {
        if (PageFor(request.Cursor) is not { } page)
            return Json(400, new ResponseWriter(shape).Refusal("13000102", "pageCursor is not one of the plan."));
        return Json(200, new ResponseWriter(page.Shape ?? shape).List(page.Tasks, page.NextCursor));
    }

    private ScriptedPage? PageFor(string? cursor)
    {
        if (cursor is null)
            return _pages.FirstOrDefault();
        var followers = _pages.Zip(_pages.Skip(1)).Where(pair => pair.First.NextCursor == cursor).Select(pair => pair.Second).ToArray();
        lock (_lock)
        {
            int turn = _requested[cursor] = _requested.GetValueOrDefault(cursor) + 1;
            return followers.Length == 0 ? null : followers[Math.Min(turn, followers.Length) - 1];
        }
    }

    private static string CursorOf(int page) => (1723549107000L - (page * 60_000L)).ToString(CultureInfo.InvariantCulture);

    private static SandboxResponse Json(int statusCode, byte[] body) => new(statusCode, [new("Content-Type", "application/json")], body);
}
