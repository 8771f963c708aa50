using System.Management.Automation;

namespace KooDrive.PowerShell.Loading;

/// <summary>Runs when the module is imported, before any of its cmdlets.</summary>
public sealed class ModuleInitializer : IModuleAssemblyInitializer
{
    /// <summary>Makes the dependencies findable. Loads none of them.</summary>
    public void OnImport() => DependencyContext.Register();
}
