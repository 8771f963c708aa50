using System.Management.Automation;
using KooDrive.Client.Tasks;
using KooDrive.PowerShell.Parameters;
using KooDrive.PowerShell.Pipeline;

namespace KooDrive.PowerShell.Cmdlets;

/// <summary>Lists tasks, each page reaching the pipeline as it arrives; or gets tasks by id.</summary>
[Cmdlet(VerbsCommon.Get, "KooDriveTask", DefaultParameterSetName = ListSet)]
[OutputType(typeof(TaskInfo))]
public sealed class GetKooDriveTaskCommand : KooDriveListingCommand
{
    private const string IdSet = "Id";

    // Not a TaskType?: see the remarks on DependencyContext.
    private int? _taskType;
    private LookupOutput<TaskInfo>? _lookups;

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

    /// <inheritdoc/>
    private protected override string ItemsName => CommandMessages.TasksName;

    /// <inheritdoc/>
    private protected override void Process()
    {
        if (ParameterSetName == IdSet)
            LookUp();
        else
            WritePages(Client.ListTasksAsync(Query(), Hooks, StopToken), Session!.Seen.Add);
    }

    /// <inheritdoc/>
    private protected override void End() => _lookups?.Complete();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _lookups?.Dispose();
        base.Dispose(disposing);
    }

    private void LookUp()
    {
        _lookups ??= new LookupOutput<TaskInfo>(Client.LookUpTasks(ThrottleLimit, Hooks, StopToken), task => Wait(task), WriteOutcome);
        Listed.Add(TaskId);
        foreach (string taskId in TaskId)
            _lookups.Add(taskId);
    }

    private TaskQuery Query() => new()
    {
        Status = Status ?? [],
        TaskType = TaskType,
        PageSize = PageSize,
        Cursor = Cursor,
        Skip = Skip,
        Limit = Limit,
    };
}
