using System;

namespace KooDrive.PowerShell.Pipeline;

/// <summary>The lookups of a command, of any type.</summary>
internal interface ILookupOutput : IDisposable
{
    /// <summary>Starts a lookup, and outputs the results that are available.</summary>
    void Add(string id);

    /// <summary>Outputs the remaining results.</summary>
    void Complete();
}
