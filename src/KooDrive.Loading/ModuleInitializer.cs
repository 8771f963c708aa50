using System.Management.Automation;

namespace KooDrive.Loading;

/// <summary>Runs when <c>KooDrive.psm1</c> imports this assembly, before it imports the cmdlets.</summary>
public sealed class ModuleInitializer : IModuleAssemblyInitializer
{
    /// <summary>Makes the dependencies findable. Loads none of them.</summary>
    public void OnImport() => DependencyContext.Register();
}
