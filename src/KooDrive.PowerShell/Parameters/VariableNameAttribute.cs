using System;
using System.Management.Automation;

namespace KooDrive.PowerShell.Parameters;

/// <summary>Accepts the name of a variable, as -ErrorVariable does: without its dollar sign.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class VariableNameAttribute : ValidateArgumentsAttribute
{
    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        string name = (string)arguments;
        if (name.Trim().Length == 0)
            throw new ValidationMetadataException(CommandMessages.VariableNameEmpty);
        if (name[0] is '$' or '+' or '@' or '{')
            throw new ValidationMetadataException(SR.Format(CommandMessages.VariableNameOnly, name, name.Trim('$', '+', '@', '{', '}')));
    }
}
