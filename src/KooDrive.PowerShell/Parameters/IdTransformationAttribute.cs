using System;
using System.Management.Automation;

namespace KooDrive.PowerShell.Parameters;

/// <summary>Takes one id as text or as a whole number, and refuses what has lost digits on the way.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class IdTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => IdText.Require(inputData);
}
