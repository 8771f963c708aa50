using System;
using System.IO;
using System.Reflection;

namespace KooDrive.Probe;

/// <content>On .NET Framework, the module resolves assemblies only for itself, so that it does not affect others. This program
/// requests them in its place.</content>
internal sealed partial class ImportedModule
{
    partial void AnswerThisProgram() => AppDomain.CurrentDomain.AssemblyResolve += (_, request) =>
    {
        string path = Path.Combine(_dependencies, new AssemblyName(request.Name).Name + ".dll");
        return request.RequestingAssembly == typeof(ImportedModule).Assembly && File.Exists(path) ? Assembly.LoadFile(path) : null;
    };
}
