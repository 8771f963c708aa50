using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Security;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using KooDrive.Client;

namespace KooDrive.PowerShell.Tests;

public sealed partial class ConventionTests : IDisposable
{
    private const BindingFlags Every = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    // The names and types of these parameters in PowerShell's cmdlets.
    private static readonly Dictionary<string, Type> StandardParameters = new()
    {
        ["ConnectionTimeoutSeconds"] = typeof(int),
        ["First"] = typeof(long),
        ["NoProxy"] = typeof(SwitchParameter),
        ["OperationTimeoutSeconds"] = typeof(int),
        ["PassThru"] = typeof(SwitchParameter),
        ["Proxy"] = typeof(Uri),
        ["ProxyCredential"] = typeof(PSCredential),
        ["Skip"] = typeof(long),
        ["SkipCertificateCheck"] = typeof(SwitchParameter),
        ["ThrottleLimit"] = typeof(int),
        ["TimeoutSeconds"] = typeof(int),
    };

    // Words to be spelled out; endings that are not plurals.
    private static readonly HashSet<string> Abbreviations =
        [
            .. "Addr Args Auth Cert Config Conn Cred Dest Dst Err Ext Fmt Lang Len Loc Max Min Msg Num Obj Org".Split(' '),
            .. "Param Pos Prop Pwd Ref Req Res Secs Src Sys Temp Tmp Uid Url Usr Val Var".Split(' '),
        ];
    private static readonly string[] Singular = ["Seconds", "Status"];

    private readonly ModuleRunspace _shell = new();

    private IReadOnlyList<CmdletInfo> Commands =>
        [.. _shell.Run("Get-Command -Module KooDrive").Clean().Output.Select(command => Assert.IsType<CmdletInfo>(command!.BaseObject))];

    private Assembly Cmdlets => Commands[0].ImplementingType.Assembly;

    private IEnumerable<ParameterMetadata> Parameters => Commands.SelectMany(command => command.Parameters.Values)
        .Where(parameter => !Cmdlet.CommonParameters.Contains(parameter.Name) && !Cmdlet.OptionalCommonParameters.Contains(parameter.Name));

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
    public void Cmdlets_are_sealed_and_have_approved_verbs_and_output_types()
    {
        var verbs = typeof(VerbsCommon).Assembly.GetExportedTypes()
            .Where(type => type.Namespace == typeof(VerbsCommon).Namespace && type.Name.StartsWith("Verbs", StringComparison.Ordinal))
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public))
            .Select(field => (string)field.GetValue(null)!).ToHashSet();
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
    public void Cmdlets_have_no_public_fields_and_transform_their_secret_parameters()
    {
        foreach (var type in Commands.Select(command => command.ImplementingType))
        {
            Assert.Empty(type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.FlattenHierarchy));
            foreach (var secret in type.GetProperties().Where(property => property.PropertyType == typeof(SecureString)))
                Assert.Contains(secret.GetCustomAttributes(), attribute => attribute.GetType().Name == "SecretTransformationAttribute");
        }
    }

    [Fact]
    public void Parameters_have_names_in_singular_without_abbreviations()
    {
        Assert.NotEmpty(Parameters);
        Assert.All(Parameters.Select(parameter => parameter.Name).Concat(Commands.Select(command => command.Noun)), name =>
        {
            string[] words = [.. Word().Matches(name).Select(match => match.Value)];
            Assert.Equal(name, string.Concat(words));
            Assert.DoesNotContain(words, Abbreviations.Contains);
            Assert.True(!name.EndsWith('s') || Singular.Any(end => name.EndsWith(end, StringComparison.Ordinal)), name);
        });
    }

    [Fact]
    public void Parameters_are_the_same_in_every_cmdlet_and_as_PowerShell_has_them()
    {
        foreach (var same in Parameters.GroupBy(parameter => parameter.Name))
            Assert.Single(
                same.Select(parameter => $"{parameter.Name} {ItemType(parameter)} {string.Join(' ', parameter.Aliases)}").Distinct());
        Assert.Empty(StandardParameters.Keys.Except(Parameters.Select(parameter => parameter.Name)));
        Assert.All(
            Parameters.Where(parameter => StandardParameters.ContainsKey(parameter.Name)),
            parameter => Assert.Equal(StandardParameters[parameter.Name], parameter.ParameterType));
    }

    [Fact]
    public void Only_cmdlets_that_change_data_support_ShouldProcess()
    {
        var confirming = Commands.Where(command => command.ImplementingType.GetCustomAttribute<CmdletAttribute>()!.SupportsShouldProcess);
        Assert.Equal(["Invoke-KooDriveRequest", "New-KooDriveTask"], confirming.Select(command => command.Name));
    }

    [Fact]
    public void Both_editions_have_the_same_cmdlets_with_the_same_parameters()
    {
        var core = EditionSurface.Read("Core");
        Assert.Equal(
            Commands.SelectMany(command => command.ImplementingType.GetProperties()
                .Where(property => property.IsDefined(typeof(ParameterAttribute)))
                .Select(property => $"{command.Name} -{property.Name}")).Order(),
            core.Select(line => string.Join(' ', line.Split(' ').Take(2))).Order());
        Assert.Equal(core, EditionSurface.Read("Desktop"));
    }

    [Fact]
    public void Every_command_but_Connect_takes_a_session() =>
        Assert.Equal(
            ["Connect-KooDrive"], Commands.Where(command => !command.Parameters.ContainsKey("Session")).Select(command => command.Name));

    [Fact]
    public void The_client_and_the_sandbox_do_not_reference_PowerShell()
    {
        foreach (var assembly in new[] { typeof(KooDriveClient).Assembly, typeof(Sandbox.SandboxService).Assembly })
            Assert.DoesNotContain(assembly.GetReferencedAssemblies(), name => name.Name!.Contains("Automation", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_asynchronous_method_of_the_client_takes_a_cancellation_token()
    {
        var methods = typeof(KooDriveClient).Assembly.GetTypes()
            .Where(type => !IsGenerated(type) && type.Namespace?.StartsWith("KooDrive", StringComparison.Ordinal) == true)
            .SelectMany(type => type.GetMethods(Every | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => !method.IsPrivate && !IsGenerated(method) && !method.IsSpecialName
                && IsAsynchronous(method.ReturnType) && method.Name != "DisposeAsync"
                && !typeof(Delegate).IsAssignableFrom(method.DeclaringType)
                && method.GetBaseDefinition().DeclaringType == method.DeclaringType)
            .ToArray();
        Assert.NotEmpty(methods);
        Assert.All(methods, method => Assert.True(
            TakesToken(method) || method.DeclaringType!.GetConstructors(Every).Any(TakesToken),
            $"{method.DeclaringType}.{method}"));
    }

    // A single value in one cmdlet can be an array in another.
    private static Type ItemType(ParameterMetadata parameter) => parameter.ParameterType.GetElementType() ?? parameter.ParameterType;

    // The method or the constructor of its class.
    private static bool TakesToken(MethodBase method) =>
        method.GetParameters().Any(parameter => parameter.ParameterType == typeof(CancellationToken));

    private static bool IsGenerated(MemberInfo member) =>
        member.GetCustomAttribute<CompilerGeneratedAttribute>() is not null || member.Name.Contains('<', StringComparison.Ordinal);

    private static bool IsAsynchronous(Type type) =>
        typeof(Task).IsAssignableFrom(type) || type == typeof(ValueTask)
        || (type.IsGenericType && type.GetGenericTypeDefinition() is var definition
            && (definition == typeof(ValueTask<>) || definition == typeof(IAsyncEnumerable<>)));

    [GeneratedRegex("[A-Z][a-z]+")]
    private static partial Regex Word();
}
