using System;
using System.Management.Automation;
using System.Runtime.CompilerServices;

namespace KooDrive.PowerShell.Parameters;

/// <summary>
/// Accepts one id as text or as a whole number. An invalid id is bound too, so that the command reports it like every other fault
/// of a row: the binder's errors have a different id for each kind of fault.
/// </summary>
/// <remarks>The reason is attached to the string instance that the binder passes on.</remarks>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class RowIdTransformationAttribute : ArgumentTransformationAttribute
{
    private static readonly ConditionalWeakTable<string, RefusedId> Refused = new();

    /// <summary>Why a parameter's value is not an id; null when it is one.</summary>
    public static RefusedId? RefusalOf(string value) => Refused.TryGetValue(value, out var refusal) ? refusal : null;

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        try
        {
            return IdText.Require(inputData);
        }
        catch (ArgumentException e)
        {
            // A new instance each time: each has its own reason.
            string value = new(['?']);
            Refused.Add(value, new RefusedId(inputData, e.Message));
            return value;
        }
    }
}

/// <summary>A value that is not an id.</summary>
/// <param name="Value">The value as it was passed.</param>
/// <param name="Reason">The reason, for messages.</param>
internal sealed record RefusedId(object? Value, string Reason);
