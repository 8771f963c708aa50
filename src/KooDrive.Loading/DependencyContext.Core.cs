using System;
using System.IO;
using System.Reflection;
using System.Runtime.Loader;
using System.Threading;

namespace KooDrive.Loading;

/// <summary>
/// Loads the assemblies in <c>Core/deps</c>, separately from those of other modules, in whatever version. From outside, only
/// references to <c>KooDrive.Client</c> and <c>KooDrive.Sandbox</c> are resolved here: they have the module's key.
/// </summary>
internal sealed class DependencyContext : AssemblyLoadContext
{
    private static readonly Assembly Self = typeof(DependencyContext).Assembly;
    private static readonly string Folder = Path.Combine(Path.GetDirectoryName(Self.Location)!, "deps");
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
            Default.Resolving += (_, name) => HasKeyOfModule(name) ? Instance.Load(name) : null;
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        string path = Path.Combine(Folder, assemblyName.CultureName ?? string.Empty, assemblyName.Name + ".dll");
        return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }

    private static bool HasKeyOfModule(AssemblyName name) =>
        name.GetPublicKeyToken().AsSpan().SequenceEqual(Self.GetName().GetPublicKeyToken());
}
