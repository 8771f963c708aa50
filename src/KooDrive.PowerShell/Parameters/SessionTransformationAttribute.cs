using System;
using System.Management.Automation;

namespace KooDrive.PowerShell.Parameters;

/// <summary>
/// Accepts the copy of a session from another process, so that the cmdlet can report what is wrong with it. The binder's error would
/// only name the types.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SessionTransformationAttribute : ArgumentTransformationAttribute
{
    private static readonly string CopyTypeName = "Deserialized." + typeof(KooDriveSession).FullName;

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        inputData is PSObject copy && copy.TypeNames.Contains(CopyTypeName) ? KooDriveSession.CreateDeserialized() : inputData;
}
