using System;
using System.Management.Automation;
using KooDrive.Client.Tasks;
using KooDrive.PowerShell.Parameters;
using KooDrive.PowerShell.Pipeline;

namespace KooDrive.PowerShell.Cmdlets;

/// <summary>Lists tasks, each page reaching the pipeline as it arrives; or gets tasks by id.</summary>
[Cmdlet(VerbsCommon.Get, "KooDriveTask", DefaultParameterSetName = ListSet)]
[OutputType(typeof(TaskInfo))]
public sealed class GetKooDriveTaskCommand : KooDriveSessionCommand
{
    private const string ListSet = "List";
    private const string IdSet = "Id";

    // Not a TaskType?: see the remarks on DependencyContext.
    private int? _taskType;
    private TaskLookups? _lookups;

    /// <summary>The ids of the tasks to get. The service tells no times of tasks that are asked for by id.</summary>
    [Parameter(ParameterSetName = IdSet, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [TaskIdTransformation]
    [ArgumentCompleter(typeof(TaskIdCompleter))]
    public string[] TaskId { get; set; } = [];

    /// <summary>How many tasks are asked for at once: 1 to 64.</summary>
    [Parameter(ParameterSetName = IdSet)]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 8;

    /// <summary>The states to list: New, Executing, Success, Failed, or their numbers. All without it.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [EnumOrNumber(typeof(TaskStatus))]
    public TaskStatus[]? Status { get; set; }

    /// <summary>The type to list: Transfer, BatchImport, or a number. All without it.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [EnumOrNumber(typeof(TaskType))]
    public TaskType? TaskType { get => (TaskType?)_taskType; set => _taskType = (int?)value; }

    /// <summary>How many tasks one request asks for: 1 to 100.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateRange(1, TaskQuery.MaximumPageSize)]
    public int PageSize { get; set; } = TaskQuery.MaximumPageSize;

    /// <summary>Where to go on from: what an earlier listing gave. Empty for the beginning.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [AllowNull]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(CursorCompleter))]
    public string? Cursor { get; set; }

    /// <summary>The name of a variable that holds, at all times, the cursor to go on from; $null when the listing is complete.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateNotNullOrEmpty]
    public string? CursorVariable { get; set; }

    /// <summary>All tasks, however many pages they take.</summary>
    [Parameter(ParameterSetName = ListSet)]
    public SwitchParameter All { get; set; }

    /// <summary>No more than this many tasks.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateRange(0, long.MaxValue)]
    public long First { get; set; }

    /// <summary>Leaves out this many of the first tasks. They are fetched all the same.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateRange(0, long.MaxValue)]
    public long Skip { get; set; }

    private bool IsFirstGiven => MyInvocation.BoundParameters.ContainsKey(nameof(First));

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        SaveCursor(Cursor ?? string.Empty);
        base.BeginProcessing();
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!IsConnected)
            return;
        try
        {
            if (ParameterSetName == IdSet)
                LookUp();
            else
                List();
        }
        catch (KooDriveException e)
        {
            WriteError(e, e.Cursor ?? Session!.Endpoint.AbsoluteUri);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        while (_lookups is { HasMore: true })
            WriteNext(_lookups);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _lookups?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        base.Dispose(disposing);
    }

    private void LookUp()
    {
        _lookups ??= Client.LookUpTasks(ThrottleLimit, Hooks, StopToken);
        foreach (string taskId in TaskId)
        {
            while (_lookups.IsFull)
                WriteNext(_lookups);
            _lookups.Ask(taskId);
            while (_lookups.IsNextReady)
                WriteNext(_lookups);
        }
    }

    private void WriteNext(TaskLookups lookups) => WriteOutcome(Wait(lookups.TakeAsync()));

    private void List()
    {
        var query = new TaskQuery
        {
            Status = Status ?? [],
            TaskType = TaskType,
            PageSize = PageSize,
            Cursor = Cursor,
            Skip = Skip,
            Limit = IsFirstGiven ? First : All ? null : PageSize,
        };
        long tasks = 0;
        long pages = 0;
        string? next = Cursor ?? string.Empty; // -First 0 asks for nothing, and leaves the listing where it is.
        using var meter = new ProgressMeter(this, Session!.TimeProvider, pipelineThread: null, CommandMessages.ListingActivity, DescribeProgress, static () => -1);
        ForEach(Client.ListTasksAsync(query, Hooks, StopToken), page =>
        {
            Session!.Seen.Add(page);
            WriteObject(page.Values, enumerateCollection: true);
            next = page.NextCursor;
            SaveCursor(next);
            tasks += page.Values.Count;
            pages++;
            meter.Update();
        });

        meter.Dispose();
        WriteVerbose(Completeness(tasks, pages, next));
        if (next is not null && !IsFirstGiven)
            WriteWarning(SR.Format(CommandMessages.ThereMayBeMore, tasks, next));

        string DescribeProgress(TimeSpan elapsed) => SR.Format(CommandMessages.ListingProgress, tasks, pages, tasks / elapsed.TotalSeconds);
    }

    private static string Completeness(long tasks, long pages, string? next) => next is null
        ? SR.Format(CommandMessages.ListingComplete, tasks, pages)
        : SR.Format(CommandMessages.ListingEndedAsAsked, tasks, pages, next);

    private void SaveCursor(string? cursor)
    {
        if (CursorVariable is not null)
            SessionState.PSVariable.Set(CursorVariable, cursor);
    }
}
