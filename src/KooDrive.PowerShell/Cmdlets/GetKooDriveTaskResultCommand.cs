using System.Management.Automation;
using KooDrive.PowerShell.Parameters;

namespace KooDrive.PowerShell.Cmdlets;

/// <summary>Gets the results of batch imports.</summary>
[Cmdlet(VerbsCommon.Get, "KooDriveTaskResult")]
[OutputType(typeof(TaskResult))]
public sealed class GetKooDriveTaskResultCommand : KooDriveSessionCommand
{
    /// <summary>The ids of the batch imports.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [TaskIdTransformation]
    [ArgumentCompleter(typeof(TaskIdCompleter))]
    public string[] TaskId { get; set; } = [];

    /// <inheritdoc/>
    private protected override void Process()
    {
        foreach (string taskId in TaskId)
            Attempt(() => WriteObject(Wait(Client.GetTaskResultAsync(taskId, Hooks, StopToken))), taskId);
    }
}
