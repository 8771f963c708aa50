using System.Management.Automation;

namespace KooDrive.PowerShell.Parameters;

/// <summary>Values from PowerShell.</summary>
internal static class PSValue
{
    /// <summary>The value without the PSObject that the engine may have put around it.</summary>
    public static object? Unwrap(object? value) => value is PSObject wrapper ? wrapper.BaseObject : value;

    /// <summary>Whether the value is a number, whole or not.</summary>
    public static bool IsNumber(object? value) =>
        value is int or long or uint or ulong or short or ushort or byte
            or sbyte or decimal or double or float or System.Numerics.BigInteger;
}
