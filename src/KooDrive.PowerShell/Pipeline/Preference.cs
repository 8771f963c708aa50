using System;
using System.Management.Automation;
using KooDrive.PowerShell.Parameters;

namespace KooDrive.PowerShell.Pipeline;

/// <summary>The preference for a stream: from a common parameter of the command, else from a variable.</summary>
internal static class Preference
{
    public static ActionPreference OfProgress(PSCmdlet command) =>
        Read(command, "ProgressAction", "ProgressPreference", ActionPreference.Continue);

    public static ActionPreference OfVerbose(PSCmdlet command) => OfSwitch(command, "Verbose");

    public static ActionPreference OfDebug(PSCmdlet command) => OfSwitch(command, "Debug");

    private static ActionPreference OfSwitch(PSCmdlet command, string name) =>
        command.MyInvocation.BoundParameters.TryGetValue(name, out object? value) && PSValue.Unwrap(value) is SwitchParameter isOn
            ? (isOn ? ActionPreference.Continue : ActionPreference.SilentlyContinue)
            : Read(command, parameter: null, name + "Preference", ActionPreference.SilentlyContinue);

    /// <summary>The impact from which on the command must be confirmed.</summary>
    public static ConfirmImpact OfConfirm(PSCmdlet command)
    {
        if (command.MyInvocation.BoundParameters.TryGetValue("Confirm", out object? value)
            && PSValue.Unwrap(value) is SwitchParameter isConfirm)
            return isConfirm ? ConfirmImpact.Low : ConfirmImpact.None;
        object? preference = command.SessionState.PSVariable.GetValue("ConfirmPreference");
        return Enum.TryParse(PSValue.Unwrap(preference)?.ToString(), ignoreCase: true, out ConfirmImpact impact)
            ? impact
            : ConfirmImpact.High;
    }

    private static ActionPreference Read(PSCmdlet command, string? parameter, string variable, ActionPreference otherwise)
    {
        object? value = parameter is not null && command.MyInvocation.BoundParameters.TryGetValue(parameter, out object? bound)
            ? bound
            : command.SessionState.PSVariable.GetValue(variable);
        return Enum.TryParse(PSValue.Unwrap(value)?.ToString(), ignoreCase: true, out ActionPreference preference) ? preference : otherwise;
    }
}
