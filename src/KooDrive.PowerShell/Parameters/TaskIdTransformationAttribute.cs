using System;
using System.Management.Automation;
using KooDrive.PowerShell.Pipeline;

namespace KooDrive.PowerShell.Parameters;

/// <summary>
/// Accepts ids as text, as numbers, and from properties of objects. The binder would convert a task to text, including its name.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TaskIdTransformationAttribute : ArgumentTransformationAttribute
{
    private static readonly string[] PropertyNames = ["TaskId", "Id"];

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        InputTasks.Remember(IdCollector.Collect(inputData, PropertyNames, CommandMessages.TaskIdMissing), inputData);
}
