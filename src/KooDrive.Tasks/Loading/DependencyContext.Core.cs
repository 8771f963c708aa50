using System.IO;
using System.Reflection;
using System.Runtime.Loader;
using System.Threading;

namespace KooDrive.Loading;

/// <summary>
/// Keeps the module's dependencies apart from everybody else's: what lies in <c>deps/</c> is loaded into this context, whatever
/// versions other modules have brought. Only this assembly's own two references lead into it from outside.
/// </summary>
/// <remarks>
/// PowerShell looks at the types of this assembly before <see cref="ModuleInitializer"/> runs. So none of them may inherit from,
/// implement, or have a field of a value type from <c>deps/</c>.
/// </remarks>
internal sealed class DependencyContext : AssemblyLoadContext
{
    private static readonly string Folder = Path.Combine(Path.GetDirectoryName(typeof(DependencyContext).Assembly.Location)!, "deps");
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
            Default.Resolving += (_, name) => name.Name is "KooDrive.Client" or "KooDrive.Sandbox" ? Instance.LoadFromAssemblyName(name) : null;
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        string path = Path.Combine(Folder, assemblyName.Name + ".dll");
        return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }
}
