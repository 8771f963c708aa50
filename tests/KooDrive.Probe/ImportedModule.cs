using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Reflection;

namespace KooDrive.Probe;

/// <summary>The staged build of an edition in this process, loaded by the same calls as by Import-Module.</summary>
internal sealed partial class ImportedModule
{
    private readonly string _dependencies;

    /// <param name="folder"><c>Core</c> or <c>Desktop</c> of the staged module.</param>
    public ImportedModule(string folder)
    {
        folder = Path.GetFullPath(folder);
        _dependencies = Path.Combine(folder, "deps");
        Assembly.LoadFrom(Path.Combine(folder, "..", "KooDrive.dll"));
        Initialize(Assembly.LoadFrom(Path.Combine(folder, "KooDrive.Loading.dll")));
        Cmdlets = Assembly.LoadFrom(Path.Combine(folder, "KooDrive.PowerShell.dll"));
    }

    public Assembly Cmdlets { get; }

    /// <summary>The assemblies that have been loaded from <c>deps/</c>.</summary>
    public IEnumerable<string> LoadedDependencies => AppDomain.CurrentDomain.GetAssemblies()
        .Where(assembly => !assembly.IsDynamic && Path.GetDirectoryName(assembly.Location) == _dependencies)
        .Select(assembly => assembly.GetName().Name!);

    /// <summary>
    /// From here on, this program finds the client. On .NET it does already: the module resolves references with its key.
    /// </summary>
    public void ShareClient() => AnswerThisProgram();

    partial void AnswerThisProgram();

    private static void Initialize(Assembly loading)
    {
        var initializer = (IModuleAssemblyInitializer)Activator.CreateInstance(
            loading.GetType("KooDrive.Loading.ModuleInitializer", throwOnError: true)!)!;
        initializer.OnImport();
    }
}
