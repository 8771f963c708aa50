using System.Management.Automation;
using KooDrive.Client.Tasks;

namespace KooDrive.PowerShell.Cmdlets;

/// <summary>Creates a task: hands a user's data over and deletes it at the source, or imports users.</summary>
[Cmdlet(VerbsCommon.New, "KooDriveTask", DefaultParameterSetName = TransferSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(TaskInfo))]
public sealed class NewKooDriveTaskCommand : KooDriveSessionCommand
{
    private const string TransferSet = "Transfer";
    private const string BatchImportSet = "BatchImport";

    /// <summary>The user who gives. All of this user's data is deleted after the transfer.</summary>
    [Parameter(ParameterSetName = TransferSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string SourceUserId { get; set; } = string.Empty;

    /// <summary>The user who gets.</summary>
    [Parameter(ParameterSetName = TransferSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string DestinationUserId { get; set; } = string.Empty;

    /// <summary>The id of the prepared list of users.</summary>
    [Parameter(ParameterSetName = BatchImportSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string ResultId { get; set; } = string.Empty;

    /// <summary>The organization that the users join.</summary>
    [Parameter(ParameterSetName = BatchImportSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string OrganizationId { get; set; } = string.Empty;

    /// <summary>The user in the organization who orders the import.</summary>
    [Parameter(ParameterSetName = BatchImportSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string OrganizationUserId { get; set; } = string.Empty;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        bool isTransfer = ParameterSetName == TransferSet;
        string target = isTransfer ? SR.Format(CommandMessages.TransferTarget, SourceUserId) : SR.Format(CommandMessages.ImportTarget, OrganizationId);
        string action = isTransfer
            ? SR.Format(CommandMessages.TransferAction, SourceUserId, DestinationUserId)
            : SR.Format(CommandMessages.ImportAction, ResultId);
        if (!IsConnected || !ShouldProcess(target, action))
            return;

        TaskInfo task;
        try
        {
            var order = isTransfer
                ? CreateTaskRequest.Transfer(SourceUserId, DestinationUserId)
                : CreateTaskRequest.BatchImport(ResultId, OrganizationId, OrganizationUserId);
            task = new TaskInfo
            {
                TaskId = Wait(Client.CreateTaskAsync(order, Hooks, StopToken)),
                TaskType = isTransfer ? TaskType.Transfer : TaskType.BatchImport,
            };
        }
        catch (KooDriveException e)
        {
            WriteError(e, isTransfer ? SourceUserId : ResultId);
            return;
        }

        Session!.Seen.Add(task);
        WriteObject(task);
    }
}
