using System;
using System.IO;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using System.Threading;

namespace KooDrive.PowerShell.Loading;

/// <summary>
/// Keeps the module's dependencies apart from everybody else's: what lies in <c>deps/</c> is loaded into this context, whatever
/// versions other modules have brought; as native code, where there is such for this system. Only this assembly's own references
/// lead into it from outside.
/// </summary>
/// <remarks>
/// PowerShell looks at the types of this assembly before <see cref="ModuleInitializer"/> runs. So none of them may inherit from,
/// implement, or have a field of a value type from <c>deps/</c>.
/// </remarks>
internal sealed class DependencyContext : AssemblyLoadContext
{
    private static readonly Assembly Cmdlets = typeof(DependencyContext).Assembly;
    private static readonly string Folder = Path.Combine(Path.GetDirectoryName(Cmdlets.Location)!, "deps");
    private static readonly DependencyContext Instance = new();
    private static int _registered;

    private DependencyContext()
        : base("KooDrive")
    {
    }

    /// <summary>Once a process, however often and in how many runspaces the module is imported.</summary>
    public static void Register()
    {
        if (Interlocked.Exchange(ref _registered, 1) == 0)
            Default.Resolving += (_, name) => IsReference(name) ? Instance.Load(name) : null;
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        string file = Path.Combine(assemblyName.CultureName ?? string.Empty, assemblyName.Name + ".dll");
        string native = Path.Combine(Folder, RuntimeInformation.RuntimeIdentifier, file);
        string path = File.Exists(native) ? native : Path.Combine(Folder, file);
        return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }

    // By the whole name: others may have assemblies of the same simple names, and load them in ways of their own.
    private static bool IsReference(AssemblyName name) =>
        Array.Exists(Cmdlets.GetReferencedAssemblies(), reference => reference.FullName == name.FullName);
}
