using System;
using System.Management.Automation;

namespace KooDrive.PowerShell.Parameters;

/// <summary>Accepts one id as text or as a whole number, and refuses a value whose digits may be lost.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class IdTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => IdText.Require(inputData);
}
