using System;
using System.Management.Automation;

namespace KooDrive.PowerShell.Parameters;

/// <summary>
/// Takes ids of users as text, as numbers, and out of objects that have one. The binder would turn a user into its text, name included.
/// </summary>
/// <param name="propertyNames">The properties that hold the id of an object; the first that is there counts.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class UserIdTransformationAttribute(params string[] propertyNames) : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        IdCollector.Collect(inputData, propertyNames, SR.Format(CommandMessages.UserIdMissing, propertyNames[0]));
}
