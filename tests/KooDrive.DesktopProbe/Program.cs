using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Reflection;

namespace KooDrive.DesktopProbe;

/// <summary>
/// <c>KooDrive.DesktopProbe folder types</c> tells how many types of the Desktop build load, and what was loaded with them;
/// <c>folder tls protocols</c> which versions of TLS its client offers in a process with that setting of its own;
/// <c>folder list|lookup endpoint token|app</c> has the client work against a service. Exit code 0 is success.
/// </summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        Console.SetOut(new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true });
        var module = new DesktopModule(arguments[0]);
        if (arguments[1] == "types")
            return ShowTypes(module);
        return arguments[1] == "tls"
            ? ShowTls((SecurityProtocolType)Enum.Parse(typeof(SecurityProtocolType), arguments[2]))
            : Calls.RunAsync(arguments[1], new Uri(arguments[2]), arguments[3]).GetAwaiter().GetResult();
    }

    private static int ShowTypes(DesktopModule module)
    {
        Console.WriteLine($"types {module.Cmdlets.GetTypes().Length}");
        Console.WriteLine($"parameter {StatusParameter(module).PropertyType}");
        Console.WriteLine($"dependencies {string.Join(" ", module.LoadedDependencies)}");
        return 0;
    }

    private static int ShowTls(SecurityProtocolType protocols)
    {
        ServicePointManager.SecurityProtocol = protocols;
        var handler = typeof(KooDrive.Client.KooDriveClient).Assembly.GetType("KooDrive.Client.Http.PrimaryHandler", throwOnError: true);
        Console.WriteLine($"client {handler.GetProperty("TlsVersions").GetValue(null)}");
        Console.WriteLine($"process {ServicePointManager.SecurityProtocol}");
        return 0;
    }

    // Its type is one of the public types.
    private static PropertyInfo StatusParameter(DesktopModule module) =>
        module.Cmdlets.GetTypes().Single(type => type.Name == "GetKooDriveTaskCommand").GetProperty("Status");
}
