using System;

namespace KooDrive.PowerShell.Sessions;

/// <summary>The parts of an address.</summary>
internal static class UriParts
{
    /// <summary>Whether the address has no path, query or fragment.</summary>
    public static bool IsServerOnly(this Uri address) => address.PathAndQuery is "" or "/" && address.Fragment.Length == 0;
}
