using System;
using System.Management.Automation;
using System.Runtime.CompilerServices;

namespace KooDrive.PowerShell.Parameters;

/// <summary>
/// Takes one id as text or as a whole number. What is no id is bound all the same, so that the command reports it as it does every
/// other fault of a row: an error of the binder has an id of its own for each kind of fault.
/// </summary>
/// <remarks>The reason is kept beside the very string that the binder hands on.</remarks>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class RowIdTransformationAttribute : ArgumentTransformationAttribute
{
    private static readonly ConditionalWeakTable<string, RefusedId> Refused = new();

    /// <summary>Why a parameter's value is no id; null when it is one.</summary>
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
            // A new string each time: equal ones would share their reasons.
            string value = new(['?']);
            Refused.Add(value, new RefusedId(inputData, e.Message));
            return value;
        }
    }
}

/// <summary>A value that is no id.</summary>
/// <param name="Value">The value as it was passed.</param>
/// <param name="Reason">Why it is none, for people.</param>
internal sealed record RefusedId(object? Value, string Reason);
