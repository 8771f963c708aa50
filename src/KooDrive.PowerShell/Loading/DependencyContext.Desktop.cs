using System;
using System.IO;
using System.Reflection;
using System.Threading;

namespace KooDrive.PowerShell.Loading;

/// <summary>
/// Finds the module's dependencies for Windows PowerShell, whose modules share one application domain. Only this assembly and what
/// lies in <c>deps/</c> are answered, in whatever version they ask: nobody can give them binding redirects.
/// </summary>
/// <remarks>
/// What is loaded by file stands outside the contexts of .NET Framework: it meets no other module's assemblies there, and they do
/// not meet it. Only the global assembly cache, and what Windows PowerShell itself brings, are asked first. It stays when the module
/// is removed: sessions and tasks that are still held live on.
/// </remarks>
internal static class DependencyContext
{
    private static readonly Assembly Cmdlets = typeof(DependencyContext).Assembly;
    private static readonly string Folder = Path.Combine(Path.GetDirectoryName(Cmdlets.Location)!, "deps");
    private static int _registered;

    /// <summary>Once a process, however often and in how many runspaces the module is imported.</summary>
    public static void Register()
    {
        if (Interlocked.Exchange(ref _registered, 1) == 0)
            AppDomain.CurrentDomain.AssemblyResolve += (_, request) => IsOurs(request.RequestingAssembly) ? Load(new AssemblyName(request.Name)) : null;
    }

    private static Assembly? Load(AssemblyName name)
    {
        string path = Path.Combine(Folder, name.CultureName ?? string.Empty, name.Name + ".dll");
        return File.Exists(path) ? Assembly.LoadFile(path) : null;
    }

    private static bool IsOurs(Assembly? asking) =>
        asking == Cmdlets
        || (asking is { IsDynamic: false } && string.Equals(Path.GetDirectoryName(asking.Location), Folder, StringComparison.OrdinalIgnoreCase));
}
