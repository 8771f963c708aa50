using System;
using System.Collections.Generic;
using System.Management.Automation;
using KooDrive.Client.Tasks;
using KooDrive.PowerShell.Errors;
using KooDrive.PowerShell.Parameters;

namespace KooDrive.PowerShell.Cmdlets;

/// <summary>Creates a task: hands a user's data over and deletes it at the source, or imports users.</summary>
[Cmdlet(
    VerbsCommon.New, "KooDriveTask",
    DefaultParameterSetName = TransferSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(TaskInfo))]
public sealed class NewKooDriveTaskCommand : KooDriveSessionCommand
{
    private const string TransferSet = "Transfer";
    private const string BatchImportSet = "BatchImport";

    private readonly HashSet<string> _handedOver = new(StringComparer.Ordinal);

    /// <summary>The source user. All data of this user is deleted after the transfer.</summary>
    [Parameter(ParameterSetName = TransferSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [RowIdTransformation]
    [ArgumentCompleter(typeof(UserIdCompleter))]
    public string SourceUserId { get; set; } = string.Empty;

    /// <summary>The destination user.</summary>
    [Parameter(ParameterSetName = TransferSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [RowIdTransformation]
    [ArgumentCompleter(typeof(UserIdCompleter))]
    public string DestinationUserId { get; set; } = string.Empty;

    /// <summary>The id of the prepared list of users.</summary>
    [Parameter(ParameterSetName = BatchImportSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [RowIdTransformation]
    public string ResultId { get; set; } = string.Empty;

    /// <summary>The organization that the users join.</summary>
    [Parameter(ParameterSetName = BatchImportSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [RowIdTransformation]
    public string OrganizationId { get; set; } = string.Empty;

    /// <summary>The user in the organization who requests the import.</summary>
    [Parameter(ParameterSetName = BatchImportSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [RowIdTransformation]
    public string OrganizationUserId { get; set; } = string.Empty;

    /// <summary>The row with the ids: the target of its error.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public PSObject? InputObject { get; set; }

    private bool IsTransfer => ParameterSetName == TransferSet;

    // In the order in which they are checked.
    private (string Name, string Value)[] Ids => IsTransfer
        ? [(nameof(SourceUserId), SourceUserId), (nameof(DestinationUserId), DestinationUserId)]
        : [(nameof(ResultId), ResultId), (nameof(OrganizationId), OrganizationId), (nameof(OrganizationUserId), OrganizationUserId)];

    /// <summary>The row; without a pipeline, the first id.</summary>
    private protected override object? TargetOf(KooDriveException exception) => (object?)InputObject ?? Ids[0].Value;

    /// <inheritdoc/>
    private protected override void Process()
    {
        if (FindFault() is { } fault)
            WriteError(ErrorRecords.InvalidArgument(new ArgumentException(fault.Reason), (object?)InputObject ?? fault.Value));
        else if (IsConfirmed())
            Create(IsTransfer
                ? CreateTaskRequest.Transfer(SourceUserId, DestinationUserId)
                : CreateTaskRequest.BatchImport(ResultId, OrganizationId, OrganizationUserId));
    }

    private RefusedId? FindFault()
    {
        foreach (var (name, value) in Ids)
        {
            if (RowIdTransformationAttribute.RefusalOf(value) is { } refusal)
                return refusal with { Reason = name + ": " + refusal.Reason };
        }

        return !IsTransfer ? null
            : SourceUserId == DestinationUserId ? new(SourceUserId, SR.Format(CommandMessages.SameUser, SourceUserId))
            : _handedOver.Contains(SourceUserId) ? new(SourceUserId, SR.Format(CommandMessages.SourceRepeated, SourceUserId))
            : null;
    }

    private bool IsConfirmed()
    {
        string endpoint = Session!.Endpoint.GetLeftPart(UriPartial.Authority);
        string action = IsTransfer
            ? SR.Format(CommandMessages.TransferAction, SourceUserId, DestinationUserId, endpoint, Session.UserId)
            : SR.Format(CommandMessages.ImportAction, ResultId, OrganizationId, endpoint, Session.UserId);
        bool isConfirmed = ShouldProcess(action, action, CommandMessages.NewTaskCaption, out var reason);

        // -WhatIf reports the same faults.
        if (IsTransfer && (isConfirmed || reason == ShouldProcessReason.WhatIf))
            _handedOver.Add(SourceUserId);
        return isConfirmed;
    }

    private void Create(CreateTaskRequest request)
    {
        TaskInfo task;
        try
        {
            task = new TaskInfo
            {
                TaskId = Wait(Client.CreateTaskAsync(request, Hooks, StopToken), holdMessages: true),
                TaskType = (TaskType)request.TaskType,
                InitParams = request.ToInitParams(),
                SourceUserId = request.SrcUserId,
                DestinationUserId = request.DstUserId,
            };
        }
        catch (KooDriveException e) when (e.Kind != KooDriveErrorKind.OutcomeUnknown)
        {
            _handedOver.Remove(SourceUserId);
            throw;
        }

        Session!.Completions.Add(task);
        WriteObject(task);
    }
}
