using System;
using System.Management.Automation;

namespace KooDrive.PowerShell.Parameters;

/// <summary>
/// Accepts ids of users as text, as numbers, and from properties of objects. The binder would convert a user to text, including the name.
/// </summary>
/// <param name="propertyNames">The properties with the id of an object; the first that exists is used.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class UserIdTransformationAttribute(params string[] propertyNames) : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        IdCollector.Collect(inputData, propertyNames, SR.Format(CommandMessages.UserIdMissing, propertyNames[0]));
}
