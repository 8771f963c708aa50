using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Reflection;
using System.Runtime.InteropServices;

namespace KooDrive.Probe;

/// <summary>
/// <c>KooDrive.Probe folder types</c> writes how many types of the cmdlets load, on which runtime, and what was loaded with them;
/// <c>folder foreign file</c> which assembly another module gets that resolves a missing dependency itself, from that file;
/// <c>folder tls protocols</c> which versions of TLS the client offers in a process with that setting;
/// <c>folder list|briefly|lookup endpoint credential [proxy]</c> runs the client with a service, and
/// <c>folder accept-all endpoint credential</c> does so in a process that accepts every certificate. Exit code 0 is success.
/// </summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        Console.SetOut(new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true });
        var module = new ImportedModule(arguments[0]);
        switch (arguments[1])
        {
            case "types":
                return ShowTypes(module);
            case "foreign":
                return ShowForeign(arguments[2]);
            case "tls":
                module.ShareClient();
                return Enum.TryParse(arguments[2], out SecurityProtocolType protocols) ? ShowTls(protocols) : 1;
            case "accept-all":
#pragma warning disable CA5359 // The client must ignore this setting.
                ServicePointManager.ServerCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
                goto default;
            default:
                module.ShareClient();
                return Calls.RunAsync(arguments[1], new Uri(arguments[2]), arguments[3], arguments.ElementAtOrDefault(4))
                    .GetAwaiter().GetResult();
        }
    }

    private static int ShowTypes(ImportedModule module)
    {
        Console.WriteLine($"runtime {RuntimeInformation.FrameworkDescription}");
        Console.WriteLine($"types {module.Cmdlets.GetTypes().Length}");
        Console.WriteLine($"parameter {StatusParameter(module).PropertyType}");
        Console.WriteLine($"dependencies {string.Join(" ", module.LoadedDependencies)}");
        return 0;
    }

    // The reference has no version, so that the version cannot be the reason why the module does not resolve it.
    private static int ShowForeign(string file)
    {
        var name = AssemblyName.GetAssemblyName(file);
        AppDomain.CurrentDomain.AssemblyResolve += (_, request) => new AssemblyName(request.Name).Name == name.Name
            ? Assembly.LoadFile(file)
            : null;
        Console.WriteLine($"foreign {Assembly.Load(new AssemblyName(name.Name!)).GetName().Version}");
        return 0;
    }

    private static int ShowTls(SecurityProtocolType protocols)
    {
        ServicePointManager.SecurityProtocol = protocols;
        var handler = typeof(Client.KooDriveClient).Assembly.GetType("KooDrive.Client.Http.PrimaryHandler", throwOnError: true)!;
        Console.WriteLine($"client {handler.GetProperty("TlsVersions")!.GetValue(null)}");
        Console.WriteLine($"process {ServicePointManager.SecurityProtocol}");
        return 0;
    }

    // Its type is a public type of the module.
    private static PropertyInfo StatusParameter(ImportedModule module) =>
        module.Cmdlets.GetTypes().Single(type => type.Name == "GetKooDriveTaskCommand").GetProperty("Status")!;
}
