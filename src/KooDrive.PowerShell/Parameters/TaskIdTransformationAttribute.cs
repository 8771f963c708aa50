using System;
using System.Management.Automation;
using KooDrive.PowerShell.Pipeline;

namespace KooDrive.PowerShell.Parameters;

/// <summary>
/// Takes ids as text, as numbers, and out of objects that have one. The binder would turn a task into its text, name included.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TaskIdTransformationAttribute : ArgumentTransformationAttribute
{
    private static readonly string[] PropertyNames = ["TaskId", "Id"];

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        ListedTasks.Remember(IdCollector.Collect(inputData, PropertyNames, CommandMessages.TaskIdMissing), inputData);
}
