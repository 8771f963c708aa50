using System.Management.Automation;

namespace KooDrive.PowerShell.Parameters;

/// <summary>Values as PowerShell hands them over.</summary>
internal static class PSValue
{
    /// <summary>The value itself, out of the wrapper that the engine may have put around it.</summary>
    public static object? Unwrap(object? value) => value is PSObject wrapper ? wrapper.BaseObject : value;
}
