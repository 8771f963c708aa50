using System;
using System.Collections;
using System.Globalization;
using System.Linq;
using System.Management.Automation;

namespace KooDrive.PowerShell.Parameters;

/// <summary>
/// Accepts any number for an enumeration, because the service may have more values than this module. The binder accepts names and
/// known numbers only.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class EnumOrNumberAttribute(Type enumType) : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? value = PSValue.Unwrap(inputData);
        return value is IEnumerable and not string ? ((IEnumerable)value).Cast<object?>().Select(Convert).ToArray() : Convert(value);
    }

    // Other values are left to the binder: its message lists the names.
    private object? Convert(object? item)
    {
        object? value = PSValue.Unwrap(item);
        return value switch
        {
            int or long or short or byte => ToEnum(System.Convert.ToInt64(value, CultureInfo.InvariantCulture)) ?? item,
            string text when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) =>
                ToEnum(number) ?? item,
            _ => item,
        };
    }

    private object? ToEnum(long number) => number is >= int.MinValue and <= int.MaxValue ? Enum.ToObject(enumType, (int)number) : null;
}
