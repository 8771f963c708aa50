using System;
using System.Management.Automation;
using System.Net;
using System.Security;

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
            string text => ToSecureString(text),
            null => null,

            // The binder's error would quote the value.
            _ => throw new ArgumentTransformationMetadataException(CommandMessages.SecretOfWrongType),
        };

    /// <summary>A read-only copy of the text.</summary>
    public static SecureString ToSecureString(string text)
    {
        var secret = new NetworkCredential(string.Empty, text).SecurePassword;
        secret.MakeReadOnly();
        return secret;
    }
}
