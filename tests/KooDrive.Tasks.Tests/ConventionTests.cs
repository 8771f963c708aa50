using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Security;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace KooDrive.Tasks.Tests;

public sealed class ConventionTests : IDisposable
{
    private readonly ModuleRunspace _shell = new();

    private IReadOnlyList<CmdletInfo> Commands =>
        [.. _shell.Run("Get-Command -Module KooDrive").Clean().Output.Select(command => Assert.IsType<CmdletInfo>(command!.BaseObject))];

    private Assembly Cmdlets => Commands[0].ImplementingType.Assembly;

    public void Dispose() => _shell.Dispose();

    [Fact]
    [Trait("Acceptance", "17")]
    public void The_manifest_exports_every_cmdlet_and_nothing_else()
    {
        var names = Cmdlets.GetTypes().Select(type => type.GetCustomAttribute<CmdletAttribute>()).OfType<CmdletAttribute>()
            .Select(cmdlet => $"{cmdlet.VerbName}-{cmdlet.NounName}").Order().ToArray();
        Assert.Equal(names, Commands.Select(command => command.Name).Order());
        var module = _shell.Run($"Test-ModuleManifest '{StagedModule.Manifest}'").Clean();
        Assert.Empty(module.Warnings);
        var manifest = module.Single<PSModuleInfo>();
        Assert.Equal(names, manifest.ExportedCmdlets.Keys.Order());
        Assert.Empty(manifest.ExportedFunctions.Keys.Concat(manifest.ExportedAliases.Keys).Concat(manifest.ExportedVariables.Keys));
    }

    [Fact]
    public void Cmdlets_are_sealed_have_approved_verbs_and_say_what_they_output()
    {
        var verbs = typeof(VerbsCommon).Assembly.GetExportedTypes().Where(type => type.Namespace == typeof(VerbsCommon).Namespace && type.Name.StartsWith("Verbs", StringComparison.Ordinal))
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public)).Select(field => (string)field.GetValue(null)!).ToHashSet();
        Assert.All(Commands, command =>
        {
            Assert.True(command.ImplementingType.IsSealed, command.Name);
            Assert.Contains(command.Verb, verbs);
            Assert.StartsWith("KooDrive", command.Noun, StringComparison.Ordinal);
            Assert.NotEmpty(command.ImplementingType.GetCustomAttributes<OutputTypeAttribute>());
            Assert.Equal($"{command.Verb}{command.Noun}Command", command.ImplementingType.Name);
        });
    }

    [Fact]
    public void Cmdlets_have_no_public_fields_and_every_secret_parameter_keeps_its_text_out_of_messages()
    {
        foreach (var type in Commands.Select(command => command.ImplementingType))
        {
            Assert.Empty(type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.FlattenHierarchy));
            foreach (var secret in type.GetProperties().Where(property => property.PropertyType == typeof(SecureString)))
                Assert.Contains(secret.GetCustomAttributes(), attribute => attribute.GetType().Name == "SecretTransformationAttribute");
        }
    }

    [Fact]
    public void Every_command_but_Connect_takes_a_session() =>
        Assert.Equal(
            ["Connect-KooDrive"], Commands.Where(command => !command.Parameters.ContainsKey("Session")).Select(command => command.Name));

    [Fact]
    public void The_client_and_the_sandbox_know_nothing_of_PowerShell()
    {
        foreach (var assembly in new[] { typeof(KooDriveClient).Assembly, typeof(Sandbox.SandboxService).Assembly })
            Assert.DoesNotContain(assembly.GetReferencedAssemblies(), name => name.Name!.Contains("Automation", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_asynchronous_method_of_the_client_takes_a_cancellation_token()
    {
        var methods = typeof(KooDriveClient).Assembly.GetTypes()
            .Where(type => !IsGenerated(type) && type.Namespace?.StartsWith("KooDrive", StringComparison.Ordinal) == true)
            .SelectMany(type => type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(method => !method.IsPrivate && !IsGenerated(method) && !method.IsSpecialName && IsAsynchronous(method.ReturnType) && method.Name != "DisposeAsync"
                && !typeof(Delegate).IsAssignableFrom(method.DeclaringType))
            .ToArray();
        Assert.NotEmpty(methods);
        Assert.All(methods, method => Assert.True(
            TakesToken(method) || method.DeclaringType!.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Any(TakesToken),
            $"{method.DeclaringType}.{method}"));
    }

    // Or its object has been given one for all that it does.
    private static bool TakesToken(MethodBase method) => method.GetParameters().Any(parameter => parameter.ParameterType == typeof(CancellationToken));

    private static bool IsGenerated(MemberInfo member) =>
        member.GetCustomAttribute<CompilerGeneratedAttribute>() is not null || member.Name.Contains('<', StringComparison.Ordinal);

    private static bool IsAsynchronous(Type type) =>
        typeof(Task).IsAssignableFrom(type) || type == typeof(ValueTask)
        || (type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(ValueTask<>) || type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>)));
}
