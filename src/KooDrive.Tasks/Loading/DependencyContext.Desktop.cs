using System;
using System.IO;
using System.Reflection;
using System.Threading;

namespace KooDrive.Loading;

/// <summary>Finds the module's dependencies for Windows PowerShell, which has one place for the assemblies of all modules.</summary>
internal static class DependencyContext
{
    private static readonly string Folder = Path.Combine(Path.GetDirectoryName(typeof(DependencyContext).Assembly.Location)!, "deps");
    private static int _registered;

    /// <summary>Once a process, however often and in how many runspaces the module is imported.</summary>
    public static void Register()
    {
        if (Interlocked.Exchange(ref _registered, 1) == 0)
            AppDomain.CurrentDomain.AssemblyResolve += (_, request) => Resolve(request);
    }

    private static Assembly? Resolve(ResolveEventArgs request)
    {
        if (request.RequestingAssembly is not { } asker || !IsOurs(asker))
            return null;
        string path = Path.Combine(Folder, new AssemblyName(request.Name).Name + ".dll");
        return File.Exists(path) ? Assembly.LoadFile(path) : null;
    }

    private static bool IsOurs(Assembly assembly) =>
        assembly == typeof(DependencyContext).Assembly
        || (!assembly.IsDynamic && string.Equals(Path.GetDirectoryName(assembly.Location), Folder, StringComparison.OrdinalIgnoreCase));
}
