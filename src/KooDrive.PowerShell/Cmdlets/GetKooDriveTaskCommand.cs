using System.Management.Automation;
using KooDrive.Client;
using KooDrive.Client.Tasks;
using KooDrive.PowerShell.Parameters;

namespace KooDrive.PowerShell.Cmdlets;

/// <summary>Lists tasks, and outputs each page when it arrives; or gets tasks by id.</summary>
[Cmdlet(VerbsCommon.Get, "KooDriveTask", DefaultParameterSetName = ListSet)]
[OutputType(typeof(TaskInfo))]
public sealed class GetKooDriveTaskCommand : KooDriveListingCommand
{
    private const string IdSet = "Id";

    /// <summary>The ids of the tasks to get. The service returns no times for them.</summary>
    [Parameter(ParameterSetName = IdSet, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [TaskIdTransformation]
    [ArgumentCompleter(typeof(TaskIdCompleter))]
    public string[] TaskId { get; set; } = [];

    /// <summary>How many requests run at a time: 1 to 64.</summary>
    [Parameter(ParameterSetName = IdSet)]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 8;

    /// <summary>The states to list: New, Executing, Success, Failed, or their numbers. Without it, all.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [EnumOrNumber(typeof(TaskStatus))]
    public TaskStatus[]? Status { get; set; }

    /// <summary>The type to list: Transfer, BatchImport, or a number. Without it, all.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [EnumOrNumber(typeof(TaskType))]
    public TaskType? TaskType { get; set; }

    /// <inheritdoc/>
    private protected override string ItemsName => CommandMessages.TasksName;

    /// <inheritdoc/>
    private protected override string CountItems(long count) => QuantityText.Tasks(count);

    /// <inheritdoc/>
    private protected override void Process()
    {
        if (ParameterSetName == IdSet)
        {
            KeepInput(TaskId);
            LookUp(TaskId, () => Client.LookUpTasks(ThrottleLimit, Hooks, StopToken), WriteTask);
        }
        else
        {
            WritePages(Client.ListTasksAsync(Query(), Hooks, StopToken), Session!.Completions.Add);
        }
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
