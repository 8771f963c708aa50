using System;
using System.Management.Automation;
using System.Text.RegularExpressions;

namespace KooDrive.PowerShell.Parameters;

/// <summary>Accepts a language tag. ValidatePattern would show its regular expression to the user.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class LanguageTagAttribute : ValidateArgumentsAttribute
{
    private static readonly Regex Tag = new("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$", RegexOptions.CultureInvariant);

    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is not string text || !Tag.IsMatch(text))
            throw new ValidationMetadataException(SR.Format(CommandMessages.LanguageInvalid, arguments));
    }
}
