using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Reflection;

namespace KooDrive.DesktopProbe;

/// <summary>The Desktop build in this process, brought in by the same calls as those of Import-Module in Windows PowerShell.</summary>
internal sealed class DesktopModule
{
    private readonly string _dependencies;
    private readonly Assembly _loading;

    public DesktopModule(string folder)
    {
        _dependencies = Path.Combine(Path.GetFullPath(folder), "deps");
        Assembly.LoadFrom(Path.Combine(Path.GetFullPath(folder), "..", "KooDrive.dll"));
        _loading = Assembly.LoadFrom(Path.Combine(Path.GetFullPath(folder), "KooDrive.Loading.dll"));
        Initialize();
        Cmdlets = Assembly.LoadFrom(Path.Combine(Path.GetFullPath(folder), "KooDrive.PowerShell.dll"));
    }

    public Assembly Cmdlets { get; }

    /// <summary>What has been loaded out of <c>deps/</c> so far.</summary>
    public IEnumerable<string> LoadedDependencies => AppDomain.CurrentDomain.GetAssemblies()
        .Where(assembly => !assembly.IsDynamic && Path.GetDirectoryName(assembly.Location) == _dependencies)
        .Select(assembly => assembly.GetName().Name);

    /// <summary>Runs the module's initializer. From here on this program finds what the module's commands find.</summary>
    private void Initialize()
    {
        var initializer = (IModuleAssemblyInitializer)Activator.CreateInstance(_loading.GetType("KooDrive.Loading.ModuleInitializer", throwOnError: true));
        initializer.OnImport();

        // The module answers nobody but itself, so that it cannot harm others. This program asks in its place.
        AppDomain.CurrentDomain.AssemblyResolve += (_, request) =>
        {
            string path = Path.Combine(_dependencies, new AssemblyName(request.Name).Name + ".dll");
            return request.RequestingAssembly == typeof(DesktopModule).Assembly && File.Exists(path) ? Assembly.LoadFile(path) : null;
        };
    }
}
