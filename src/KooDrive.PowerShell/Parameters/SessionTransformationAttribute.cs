using System;
using System.Management.Automation;

namespace KooDrive.PowerShell.Parameters;

/// <summary>
/// Lets the copy of a session that comes out of another process reach the cmdlet, which can say what is wrong with it; the binder
/// would speak of types only.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SessionTransformationAttribute : ArgumentTransformationAttribute
{
    private static readonly string CopyTypeName = "Deserialized." + typeof(KooDriveSession).FullName;

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        inputData is PSObject copy && copy.TypeNames.Contains(CopyTypeName) ? KooDriveSession.OfAnotherProcess() : inputData;
}
