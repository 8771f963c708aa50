using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading;
using KooDrive.Sandbox;

namespace KooDrive.TestServer;

/// <summary>
/// Tasks whose states a test has scripted: <see cref="Response"/> is the <see cref="FakeService.Script"/> that returns them in
/// listings and by id. Credentials are checked by the engine, which also handles all other calls.
/// </summary>
public sealed class TaskBoard
{
    private readonly Lock _lock = new();
    private readonly FakeService _service;
    private readonly TimeProvider _clock;
    private readonly DateTimeOffset _begin;
    private readonly List<Entry> _entries = [];
    private long _made;

    /// <summary>Creates an empty board.</summary>
    /// <param name="service">The service whose tasks it replaces.</param>
    /// <param name="clock">The clock of the tasks.</param>
    public TaskBoard(FakeService service, TimeProvider clock)
    {
        _service = service;
        _clock = clock;
        _begin = clock.GetUtcNow();
    }

    /// <summary>Adds a task; tasks are listed in the order in which they are added.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="endsAfter">When it ends, after the creation of the board; null for never.</param>
    /// <param name="end">Its last state.</param>
    /// <param name="before">Its state before that.</param>
    /// <param name="isListed">False to omit it from listings.</param>
    public void Add(
        string id, TimeSpan? endsAfter, TaskStatus end = TaskStatus.Success, TaskStatus before = TaskStatus.Executing, bool isListed = true)
    {
        lock (_lock)
            _entries.Add(new Entry(id, endsAfter, end, before, isListed));
    }

    /// <summary>Adds a number of equal tasks.</summary>
    /// <param name="count">How many.</param>
    /// <param name="endsAfter">When they end, after the creation of the board; null for never.</param>
    /// <param name="end">Their last state.</param>
    /// <returns>Their ids.</returns>
    public string[] AddMany(int count, TimeSpan? endsAfter, TaskStatus end = TaskStatus.Success)
    {
        string[] ids = [.. Enumerable.Range(0, count).Select(_ => NewId())];
        foreach (string id in ids)
            Add(id, endsAfter, end);
        return ids;
    }

    /// <summary>The script.</summary>
    /// <param name="request">The request.</param>
    public Behavior? Response(RecordedRequest request) => request.Call switch
    {
        ApiCall.ListTasks => Serve(request, List),
        ApiCall.GetTask => Serve(request, Details),
        _ => null,
    };

    private Behavior Serve(RecordedRequest request, Func<RecordedRequest, SandboxResponse> response) => Behavior.From(
        "task board", exchange => exchange.SendAsync(_service.Engine.Check(request.Request) ?? response(request)));

    private SandboxResponse List(RecordedRequest request)
    {
        int size = int.Parse(request.Query["pageSize"].Single(), CultureInfo.InvariantCulture);
        int from = int.Parse(request.Cursor ?? "0", CultureInfo.InvariantCulture);
        int[] states = [.. request.Query["status"].Select(text => int.Parse(text, CultureInfo.InvariantCulture))];
        lock (_lock)
        {
            var tasks = _entries
                .Where(entry => entry.IsListed && (states.Length == 0 || states.Contains((int)StatusOf(entry))))
                .Select(entry => new TaskInfo { TaskId = entry.Id, Status = StatusOf(entry), TaskType = TaskType.Transfer })
                .ToArray();
            string? next = from + size < tasks.Length ? (from + size).ToString(CultureInfo.InvariantCulture) : null;
            return Json(200, new ResponseWriter(ResponseShape.Table).List(tasks.Skip(from).Take(size), next));
        }
    }

    private SandboxResponse Details(RecordedRequest request)
    {
        string id = request.LastSegment;
        lock (_lock)
        {
            return _entries.Find(entry => entry.Id == id) is { } known
                ? Json(200, Encoding.UTF8.GetBytes(
                    $$"""{"taskId":"{{id}}","taskName":"Task {{id}}","taskType":0,"status":{{(int)StatusOf(known)}}"""
                    + ""","code":0,"msg":"Success."}"""))
                : Json(404, new ResponseWriter(ResponseShape.Table).Refusal("13000309", "resource not found"));
        }
    }

    private TaskStatus StatusOf(Entry entry) => _clock.GetUtcNow() - _begin >= entry.EndsAfter ? entry.End : entry.Before;

    private string NewId() => (1700000000000000000L + Interlocked.Increment(ref _made)).ToString(CultureInfo.InvariantCulture);

    private static SandboxResponse Json(int statusCode, byte[] body) => new(statusCode, [new("Content-Type", "application/json")], body);

    private sealed record Entry(string Id, TimeSpan? EndsAfter, TaskStatus End, TaskStatus Before, bool IsListed);
}
