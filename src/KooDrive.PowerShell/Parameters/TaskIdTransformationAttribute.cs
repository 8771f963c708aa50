using System;
using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;
using KooDrive.PowerShell.Pipeline;

namespace KooDrive.PowerShell.Parameters;

/// <summary>
/// Takes ids as text, as numbers, and out of objects that have one. The binder would turn a task into its text, name included.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TaskIdTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var taskIds = new List<string>();
        Collect(inputData, taskIds);
        return ListedTasks.Remember(taskIds.ToArray(), inputData);
    }

    private static void Collect(object? item, List<string> taskIds)
    {
        object? value = PSValue.Unwrap(item);
        switch (value)
        {
            case null or string:
            case var number when IdText.IsNumber(number):
                taskIds.Add(IdText.Require(item));
                break;
            case IEnumerable items and not IDictionary:
                foreach (object? inner in items)
                    Collect(inner, taskIds);
                break;
            default:
                taskIds.Add(IdText.Require(IdOf(PSObject.AsPSObject(item))));
                break;
        }
    }

    private static object IdOf(PSObject item) =>
        (item.Properties["TaskId"] ?? item.Properties["Id"])?.Value ?? throw new ArgumentException(CommandMessages.TaskIdMissing);
}
