using System;
using System.Collections.Generic;
using System.Management.Automation;
using KooDrive.Client.Paging;
using KooDrive.Client.Tasks;
using KooDrive.PowerShell.Parameters;
using KooDrive.PowerShell.Pipeline;

namespace KooDrive.PowerShell.Cmdlets;

/// <summary>The base class of a command that lists: its parameters for the range, and how it outputs and reports the pages.</summary>
public abstract class KooDriveListingCommand : KooDriveSessionCommand
{
    private protected const string ListSet = "List";

    private ListingSummary? _summary;

    /// <summary>The largest number of objects per request: 1 to 100.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateRange(1, TaskQuery.MaximumPageSize)]
    public int PageSize { get; set; } = TaskQuery.MaximumPageSize;

    /// <summary>Where to continue: the cursor of an earlier listing. Empty for the beginning.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [AllowNull]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(CursorCompleter))]
    public string? Cursor { get; set; }

    /// <summary>The name of a variable that always has the cursor to continue from; $null when the listing is complete.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateNotNullOrEmpty]
    [VariableName]
    public string? CursorVariable { get; set; }

    /// <summary>Lists all objects.</summary>
    [Parameter(ParameterSetName = ListSet)]
    public SwitchParameter All { get; set; }

    /// <summary>The largest number of objects.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateRange(0, long.MaxValue)]
    public long First { get; set; }

    /// <summary>How many objects to skip.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateRange(0, long.MaxValue)]
    public long Skip { get; set; }

    /// <summary>The largest number of objects; null for all.</summary>
    private protected long? Limit => IsFirstGiven ? First : All ? null : PageSize;

    /// <summary>The name of the objects, in the plural, for messages.</summary>
    private protected abstract string ItemsName { get; }

    /// <summary>A number of what is listed, for messages.</summary>
    private protected abstract string CountItems(long count);

    private bool IsFirstGiven => MyInvocation.BoundParameters.ContainsKey(nameof(First));

    /// <inheritdoc/>
    private protected override void Initialize() => SetCursorVariable(Cursor ?? string.Empty);

    /// <summary>Outputs the pages when they arrive, and reports how the listing ended.</summary>
    private protected void WritePages<T>(IAsyncEnumerable<Page<T>> pages, Action<Page<T>> use)
    {
        RememberCursor(Cursor ?? string.Empty);
        var summary = _summary = new ListingSummary(Cursor, CountItems);
        using var meter = new ProgressMeter(
            this,
            Session!.TimeProvider,
            pipelineThread: null,
            SR.Format(CommandMessages.ListingActivity, ItemsName),
            summary.Progress,
            static () => -1);
        ForEach(pages, page =>
        {
            use(page);
            WriteObject(page.Values, enumerateCollection: true);
            summary.Add(page);
            SetCursorVariable(summary.Next);
            RememberCursor(summary.Next);
            meter.Update();
        });

        meter.Dispose();
        WriteVerbose(summary.ToString());
        if (summary.Next is not null && !IsFirstGiven)
            WriteWarning(SR.Format(CommandMessages.ThereMayBeMore, summary.CountText, summary.Next));
    }

    /// <summary>The cursor that the failure is about.</summary>
    private protected override object? TargetOf(KooDriveException exception) =>
        exception.Cursor ?? (exception.Kind == KooDriveErrorKind.CursorRejected ? _summary?.Next : null) ?? base.TargetOf(exception);

    // For completion.
    private void RememberCursor(string? cursor) => Session!.Completions.SetCursor(MyInvocation.MyCommand.Name, cursor);

    private void SetCursorVariable(string? cursor)
    {
        if (CursorVariable is not null)
            SessionState.PSVariable.Set(CursorVariable, cursor);
    }
}
