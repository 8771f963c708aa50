using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;

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
        return taskIds.ToArray();
    }

    private static void Collect(object? item, List<string> taskIds)
    {
        object? value = PSValue.Unwrap(item);
        switch (value)
        {
            case string text when text.Trim().Length > 0:
                taskIds.Add(text.Trim());
                break;
            case int or long or ulong or decimal:
                taskIds.Add(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture));
                break;
            case IEnumerable items and not string and not IDictionary:
                foreach (object? inner in items)
                    Collect(inner, taskIds);
                break;
            case null or string:
                throw new ArgumentTransformationMetadataException(CommandMessages.TaskIdEmpty);
            default:
                Collect(IdOf(PSObject.AsPSObject(item)), taskIds);
                break;
        }
    }

    private static object IdOf(PSObject item) =>
        PSValue.Unwrap((item.Properties["TaskId"] ?? item.Properties["Id"])?.Value) is { } taskId and (string or int or long or ulong or decimal)
            ? taskId
            : throw new ArgumentTransformationMetadataException(CommandMessages.TaskIdMissing);
}
