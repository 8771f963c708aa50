using System;
using System.Management.Automation;

namespace KooDrive.PowerShell.Parameters;

/// <summary>Accepts an address. PowerShell's own conversion would quote an invalid one, which may contain a password.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AddressTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        PSValue.Unwrap(inputData) switch
        {
            null => null,
            Uri address => address,
            string text when Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out var address) => address,
            _ => throw new ArgumentTransformationMetadataException(CommandMessages.AddressInvalid),
        };
}
