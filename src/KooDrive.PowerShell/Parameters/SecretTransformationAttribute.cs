using System;
using System.Management.Automation;
using System.Security;
using KooDrive.PowerShell.Sessions;

namespace KooDrive.PowerShell.Parameters;

/// <summary>Accepts plain text for a secret, which appears in no message.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SecretTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        PSValue.Unwrap(inputData) switch
        {
            SecureString secret => secret,
            string text => SecureText.Protect(text),
            null => null,

            // The binder's error would quote the value.
            _ => throw new ArgumentTransformationMetadataException(CommandMessages.SecretOfWrongType),
        };
}
