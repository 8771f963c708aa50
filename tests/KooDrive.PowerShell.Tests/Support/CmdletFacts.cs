using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;

namespace KooDrive.PowerShell.Tests;

/// <summary>The metadata of a cmdlet, in the form of its page and of its MAML.</summary>
internal static class CmdletFacts
{
    private const string AllSets = "__AllParameterSets";

    /// <summary>The syntax on one line, by PlatyPS's heading of the parameter set.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Syntax(CmdletInfo cmdlet) => cmdlet.ParameterSets
        .OrderByDescending(set => set.IsDefault)
        .Select(set => KeyValuePair.Create(
            set.IsDefault && set.Name != AllSets ? set.Name + " (Default)" : set.Name, $"{cmdlet.Name} {set}"));

    /// <summary>The parameters' blocks of facts in the form of PlatyPS, by name and in the order of names.</summary>
    public static IEnumerable<KeyValuePair<string, string>> PageBlocks(CmdletInfo cmdlet)
    {
        var defaultValues = DefaultValues(cmdlet);
        foreach (var parameter in Parameters(cmdlet))
        {
            string value = defaultValues[parameter.Name];
            yield return KeyValuePair.Create(parameter.Name, string.Join(
                '\n',
                [
                    $"Type: {parameter.ParameterType}",
                    $"DefaultValue: {(value.Length > 0 ? value : "''")}",
                    $"SupportsWildcards: {Flag(HasWildcards(parameter))}",
                    $"Aliases:{List(parameter.Aliases)}",
                    "ParameterSets:",
                    .. parameter.ParameterSets.SelectMany(set => SetBlock(set.Key, set.Value)),
                    $"DontShow: {Flag(parameter.Attributes.OfType<ParameterAttribute>().Any(attribute => attribute.DontShow))}",
                    $"AcceptedValues:{List(Values(parameter.ParameterType))}",
                    "HelpMessage: ''",
                ]));
        }
    }

    /// <summary>What the MAML tells of each parameter, as <see cref="MamlCommand.ParameterFacts"/> writes it.</summary>
    public static IEnumerable<string> MamlParameters(CmdletInfo cmdlet)
    {
        var defaultValues = DefaultValues(cmdlet);
        return Parameters(cmdlet).Select(parameter =>
        {
            var sets = parameter.ParameterSets.Values;
            string[] ways =
            [
                .. sets.Any(set => set.ValueFromPipeline) ? ["ByValue"] : Array.Empty<string>(),
                .. sets.Any(set => set.ValueFromPipelineByPropertyName) ? ["ByPropertyName"] : Array.Empty<string>(),
            ];
            return MamlType(parameter) + $", required {Flag(sets.Any(set => set.IsMandatory))}, position {Position(sets.First())}, "
                + $"default '{defaultValues[parameter.Name]}', "
                + $"pipeline input {(ways.Length == 0 ? "false" : $"true ({string.Join(", ", ways)})")}, "
                + $"wildcards {Flag(HasWildcards(parameter))}";
        });
    }

    /// <summary>The facts of each parameter with a value in the MAML, as <see cref="MamlCommand.SyntaxFacts"/> writes them.</summary>
    public static IEnumerable<string> MamlSyntax(CmdletInfo cmdlet) =>
        Parameters(cmdlet).Where(parameter => !parameter.SwitchParameter).Select(MamlType).Order();

    /// <summary>The types that can be piped in.</summary>
    public static IEnumerable<string> Inputs(CmdletInfo cmdlet) => Parameters(cmdlet)
        .Where(parameter => parameter.ParameterSets.Values.Any(set => set.ValueFromPipeline || set.ValueFromPipelineByPropertyName))
        .Select(parameter => parameter.ParameterType.ToString()).Distinct().DefaultIfEmpty("None");

    /// <summary>The types of the output.</summary>
    public static IEnumerable<string> Outputs(CmdletInfo cmdlet) => cmdlet.OutputType.Select(type => type.Name);

    private static IEnumerable<ParameterMetadata> Parameters(CmdletInfo cmdlet) =>
        cmdlet.Parameters.Values.Where(parameter => !Cmdlet.CommonParameters.Contains(parameter.Name))
            .OrderBy(parameter => parameter.Name, StringComparer.Ordinal);

    private static string MamlType(ParameterMetadata parameter) =>
        $"-{parameter.Name} {parameter.ParameterType}, "
        + $"aliases {(parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases))}, "
        + $"values {string.Join(", ", Values(parameter.ParameterType))}";

    private static string[] SetBlock(string name, ParameterSetMetadata set) =>
    [
        $"- Name: {(name == AllSets ? "(All)" : name)}",
        $"  Position: {Position(set)}",
        $"  IsRequired: {Flag(set.IsMandatory)}",
        $"  ValueFromPipeline: {Flag(set.ValueFromPipeline)}",
        $"  ValueFromPipelineByPropertyName: {Flag(set.ValueFromPipelineByPropertyName)}",
        $"  ValueFromRemainingArguments: {Flag(set.ValueFromRemainingArguments)}",
    ];

    private static string Position(ParameterSetMetadata set) =>
        set.Position == int.MinValue ? "Named" : set.Position.ToString(CultureInfo.InvariantCulture);

    private static bool HasWildcards(ParameterMetadata parameter) => parameter.Attributes.OfType<SupportsWildcardsAttribute>().Any();

    private static string[] Values(Type type)
    {
        var value = type.GetElementType() ?? Nullable.GetUnderlyingType(type) ?? type;
        return value.IsEnum ? Enum.GetNames(value) : [];
    }

    private static string List(ICollection<string> values) =>
        values.Count == 0 ? " []" : string.Concat(values.Select(value => "\n- " + value));

    // Empty for none: a switch is off, and a number that is 0 stands for no value.
    private static Dictionary<string, string> DefaultValues(CmdletInfo cmdlet)
    {
        object instance = Activator.CreateInstance(cmdlet.ImplementingType)!;
        using var ended = instance as IDisposable;
        return Parameters(cmdlet).ToDictionary(parameter => parameter.Name, parameter => ValueOf(parameter.Name));

        string ValueOf(string name) => cmdlet.ImplementingType.GetProperty(name)?.GetValue(instance) switch
        {
            int number and not 0 => number.ToString(CultureInfo.InvariantCulture),
            string text => text,
            _ => string.Empty,
        };
    }

    private static string Flag(bool value) => value ? "true" : "false";
}
