using System;
using System.Collections.Generic;
using System.Management.Automation;
using KooDrive.Client;
using KooDrive.Client.Tasks;
using KooDrive.PowerShell.Parameters;
using KooDrive.PowerShell.Pipeline;

namespace KooDrive.PowerShell.Cmdlets;

/// <summary>Waits until tasks end, and outputs each when it ends, whether it succeeded or failed.</summary>
[Cmdlet(VerbsLifecycle.Wait, "KooDriveTask")]
[OutputType(typeof(TaskInfo))]
public sealed class WaitKooDriveTaskCommand : KooDriveSessionCommand
{
    private const int LongestTime = 7 * 24 * 60 * 60;

    private readonly List<string> _taskIds = [];

    /// <summary>The ids of the tasks to wait for.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [TaskIdTransformation]
    [ArgumentCompleter(typeof(TaskIdCompleter))]
    public string[] TaskId { get; set; } = [];

    /// <summary>The time limit in seconds: 0 to 604800 (a week); 0 polls once. Without it, none.</summary>
    [Parameter]
    [ValidateRange(0, LongestTime)]
    public int TimeoutSeconds { get; set; }

    /// <summary>The time between the first rounds, in seconds: 1 to 3600. After six rounds it grows, up to a minute.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int PollingIntervalSeconds { get; set; } = 2;

    /// <inheritdoc/>
    private protected override void Process()
    {
        _taskIds.AddRange(TaskId);
        KeepInput(TaskId);
    }

    /// <inheritdoc/>
    private protected override void End() => WaitForAll([.. new HashSet<string>(_taskIds)]);

    /// <inheritdoc/>
    private protected override object? TargetOf(KooDriveException exception) => _taskIds.ToArray();

    private void WaitForAll(string[] taskIds)
    {
        var options = new WaitOptions
        {
            TimeLimit = MyInvocation.BoundParameters.ContainsKey(nameof(TimeoutSeconds)) ? TimeSpan.FromSeconds(TimeoutSeconds) : null,
            PollingInterval = TimeSpan.FromSeconds(PollingIntervalSeconds),
        };
        int settled = 0;
        string activity = SR.Format(CommandMessages.WaitingActivity, QuantityText.Tasks(taskIds.Length));
        using var meter = new ProgressMeter(
            this, Session!.TimeProvider, PipelineThread, activity, DescribeProgress, () => 100 * settled / taskIds.Length);
        ForEach(Client.WaitForTasksAsync(taskIds, options, Hooks, StopToken), outcome =>
        {
            settled++;
            meter.Update();
            WriteTask(outcome);
        });

        string DescribeProgress(TimeSpan elapsed) => SR.Format(
            CommandMessages.WaitingProgress, settled, taskIds.Length,
            QuantityText.Duration(TimeSpan.FromSeconds((long)elapsed.TotalSeconds)));
    }
}
