using System.Globalization;
using System.Management.Automation;
using KooDrive.Parameters;

namespace KooDrive.Cmdlets;

/// <summary>Lists tasks; each page reaches the pipeline as it arrives.</summary>
[Cmdlet(VerbsCommon.Get, "KooDriveTask")]
[OutputType(typeof(TaskInfo))]
public sealed class GetKooDriveTaskCommand : KooDriveSessionCommand
{
    // Not a TaskType?: see the remarks on DependencyContext.
    private int? _taskType;

    /// <summary>The states to list: New, Executing, Success, Failed, or their numbers. All without it.</summary>
    [Parameter(Position = 0)]
    [EnumOrNumber(typeof(TaskStatus))]
    public TaskStatus[] Status { get; set; } = [];

    /// <summary>The type to list: Transfer, BatchImport, or a number. All without it.</summary>
    [Parameter]
    [EnumOrNumber(typeof(TaskType))]
    public TaskType? TaskType { get => (TaskType?)_taskType; set => _taskType = (int?)value; }

    /// <summary>How many tasks one request asks for: 1 to 100.</summary>
    [Parameter]
    [ValidateRange(1, TaskQuery.MaximumPageSize)]
    public int PageSize { get; set; } = TaskQuery.MaximumPageSize;

    /// <summary>Where to go on from: what an earlier listing gave. Empty for the beginning.</summary>
    [Parameter]
    [AllowNull]
    [AllowEmptyString]
    public string? Cursor { get; set; }

    /// <summary>The name of a variable that holds, at all times, the cursor to go on from; $null when the listing is complete.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CursorVariable { get; set; }

    /// <summary>All tasks, however many pages they take.</summary>
    [Parameter]
    public SwitchParameter All { get; set; }

    /// <summary>No more than this many tasks.</summary>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    public long First { get; set; }

    /// <summary>Leaves out this many of the first tasks. They are fetched all the same.</summary>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    public long Skip { get; set; }

    private bool IsFirstGiven => MyInvocation.BoundParameters.ContainsKey(nameof(First));

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            SaveCursor(Cursor ?? string.Empty);
            RequireSession();
            List();
        }
        catch (KooDriveException e)
        {
            WriteError(e, e.Cursor ?? Session?.Endpoint.AbsoluteUri);
        }
    }

    private void List()
    {
        var query = new TaskQuery
        {
            Status = Status,
            TaskType = TaskType,
            PageSize = PageSize,
            Cursor = Cursor,
            Skip = Skip,
            Limit = IsFirstGiven ? First : All ? null : PageSize,
        };
        long tasks = 0;
        long pages = 0;
        string? next = Cursor ?? string.Empty; // -First 0 asks for nothing, and leaves the listing where it is.
        var reader = Client.ListTasksAsync(query, Hooks, StopToken).GetAsyncEnumerator();
        try
        {
            while (Wait(reader.MoveNextAsync().AsTask()))
            {
                var page = reader.Current;
                WriteObject(page.Values, enumerateCollection: true);
                next = page.NextCursor;
                SaveCursor(next);
                tasks += page.Values.Count;
                pages++;
            }
        }
        finally
        {
            // Also when the consumer has had enough: the only sign of that is an exception out of WriteObject.
            reader.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }

        WriteVerbose(Completeness(tasks, pages, next));
        if (next is not null && !IsFirstGiven)
            WriteWarning($"{Number(tasks)} tasks were returned and there may be more: use -All for all of them, or -Cursor '{next}' to go on from here.");
    }

    private static string Completeness(long tasks, long pages, string? next) =>
        $"{Number(tasks)} tasks in {Number(pages)} pages; "
        + (next is null ? "the listing is complete." : $"ended as asked, before the end of the listing. Next cursor: '{next}'.");

    private void SaveCursor(string? cursor)
    {
        if (CursorVariable is not null)
            SessionState.PSVariable.Set(CursorVariable, cursor);
    }

    private static string Number(long value) => value.ToString(CultureInfo.CurrentCulture);
}
