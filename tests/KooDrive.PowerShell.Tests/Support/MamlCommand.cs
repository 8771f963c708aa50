using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;

namespace KooDrive.PowerShell.Tests;

/// <summary>The MAML of one command, which Get-Help shows.</summary>
internal sealed class MamlCommand(XElement element)
{
    // How PlatyPS writes an empty line.
    private const string EmptyLine = "\u0080";

    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    /// <returns>The commands by name.</returns>
    public static IReadOnlyDictionary<string, MamlCommand> Read(string language) =>
        XDocument.Load(HelpFiles.Maml(language)).Root!.Elements(Command + "command").Select(element => new MamlCommand(element))
            .ToDictionary(command => command.Name);

    public string Name => element.Element(Command + "details")!.Element(Command + "name")!.Value;

    public string Synopsis => Text(element.Element(Command + "details")!.Element(Maml + "description"));

    public string Description => Text(element.Element(Maml + "description"));

    public string Notes => Text(element.Element(Maml + "alertSet")!.Element(Maml + "alert"));

    /// <summary>The parameter sets, as Get-Command -Syntax writes them.</summary>
    public IEnumerable<string> Syntax => element.Element(Command + "syntax")!.Elements(Command + "syntaxItem")
        .Select(item =>
            string.Join(' ', item.Elements(Command + "parameter").Select(SyntaxOf).Prepend(item.Element(Maml + "name")!.Value))
                + " [<CommonParameters>]");

    /// <summary>The facts of each parameter with a value in the parameter sets, one per line.</summary>
    public IEnumerable<string> SyntaxFacts => element.Element(Command + "syntax")!.Descendants(Command + "parameter")
        .Where(parameter => parameter.Element(Command + "parameterValue") is not null).Select(TypeFacts).Distinct().Order();

    /// <summary>The facts of each parameter in the list of parameters, one per line.</summary>
    public IEnumerable<string> ParameterFacts => Parameters.Select(parameter =>
        TypeFacts(parameter) + $", required {Of(parameter, "required")}, position {Of(parameter, "position")}, "
        + $"default '{parameter.Element(Dev + "defaultValue")?.Value}', "
        + $"pipeline input {Of(parameter, "pipelineInput")}, wildcards {Of(parameter, "globbing")}");

    public IReadOnlyDictionary<string, string> ParameterDescriptions =>
        Parameters.ToDictionary(NameOf, parameter => Text(parameter.Element(Maml + "description")));

    public IEnumerable<KeyValuePair<string, string>> Examples => element.Element(Command + "examples")!.Elements()
        .Select(example =>
            KeyValuePair.Create(example.Element(Maml + "title")!.Value.Trim('-', ' '), Text(example.Element(Maml + "introduction"))));

    public IEnumerable<KeyValuePair<string, string>> Inputs => Types("inputTypes");

    public IEnumerable<KeyValuePair<string, string>> Outputs => Types("returnValues");

    public IEnumerable<KeyValuePair<string, string>> Links => element.Element(Command + "relatedLinks")!.Elements()
        .Select(link => KeyValuePair.Create(link.Element(Maml + "linkText")!.Value, link.Element(Maml + "uri")!.Value));

    private IEnumerable<XElement> Parameters => element.Element(Command + "parameters")!.Elements();

    private IEnumerable<KeyValuePair<string, string>> Types(string name) => element.Element(Command + name)!.Elements()
        .Select(type => KeyValuePair.Create(type.Element(Dev + "type")!.Value, Text(type.Element(Maml + "description"))));

    private static string TypeFacts(XElement parameter) =>
        $"-{NameOf(parameter)} {parameter.Element(Dev + "type")!.Value}, aliases {Of(parameter, "aliases")}, "
        + $"values {string.Join(", ", parameter.Elements(Command + "parameterValueGroup").Elements().Select(value => value.Value))}";

    private static string SyntaxOf(XElement parameter)
    {
        string text = "-" + NameOf(parameter);
        if (Of(parameter, "position") != "named")
            text = $"[{text}]";
        if (parameter.Element(Command + "parameterValue") is { } value)
            text += $" <{value.Value}>";
        return Of(parameter, "required") == "true" ? text : $"[{text}]";
    }

    private static string NameOf(XElement parameter) => parameter.Element(Maml + "name")!.Value;

    private static string Of(XElement element, string attribute) => element.Attribute(attribute)!.Value;

    private static string Text(XElement? paragraphs) =>
        string.Join("\n\n", paragraphs!.Elements(Maml + "para").Select(paragraph => paragraph.Value).Where(text => text != EmptyLine));
}
