using System;
using System.IO;
using System.Reflection;
using System.Threading;

namespace KooDrive.Loading;

/// <summary>
/// Finds the module's assemblies in Windows PowerShell, whose modules share one application domain. Only requests from
/// <c>Desktop</c> and <c>Desktop/deps</c> are served, for every version: the module cannot have binding redirects.
/// </summary>
/// <remarks>
/// An assembly that is loaded by file is outside the contexts of .NET Framework, so it does not replace those of other modules.
/// The global assembly cache and the assemblies of Windows PowerShell come first. The handler stays when the module is removed:
/// sessions that a script still holds need it.
/// </remarks>
internal static class DependencyContext
{
    private static readonly string Edition = Path.GetDirectoryName(typeof(DependencyContext).Assembly.Location)!;
    private static readonly string Folder = Path.Combine(Edition, "deps");
    private static readonly string PublicTypes = Path.Combine(Path.GetDirectoryName(Edition)!, "KooDrive.dll");
    private static int _registered;

    /// <summary>Once a process, however often and in how many runspaces the module is imported.</summary>
    public static void Register()
    {
        if (Interlocked.Exchange(ref _registered, 1) == 0)
            AppDomain.CurrentDomain.AssemblyResolve += (_, request) =>
                IsOurs(request.RequestingAssembly) ? Load(new AssemblyName(request.Name)) : null;
    }

    private static Assembly? Load(AssemblyName name)
    {
        // The manifest has loaded it already, in the context where scripts find its types: this is the same assembly.
        if (name.Name == "KooDrive")
            return Assembly.LoadFrom(PublicTypes);

        // .NET Framework has it in its core library, and its assembly of that name has a lower version than the dependencies need.
        if (name.Name == "System.ValueTuple")
            return typeof(ValueTuple).Assembly;
        string path = Path.Combine(Folder, name.CultureName ?? string.Empty, name.Name + ".dll");
        return File.Exists(path) ? Assembly.LoadFile(path) : null;
    }

    private static bool IsOurs(Assembly? requester) =>
        requester is { IsDynamic: false } && Path.GetDirectoryName(requester.Location) is { } folder
            && (IsSame(folder, Edition) || IsSame(folder, Folder));

    private static bool IsSame(string folder, string other) => string.Equals(folder, other, StringComparison.OrdinalIgnoreCase);
}
