using System.Management.Automation;

namespace KooDrive.PowerShell.Parameters;

/// <summary>Values from PowerShell.</summary>
internal static class PSValue
{
    /// <summary>The value without the PSObject that the engine may have put around it.</summary>
    public static object? Unwrap(object? value) => value is PSObject wrapper ? wrapper.BaseObject : value;
}
