using System;
using System.IO;

namespace KooDrive.PowerShell.Tests;

/// <summary>What Get-Help finds in the staged module.</summary>
public sealed class GetHelpTests : IDisposable
{
    private readonly ModuleRunspace _shell = new();

    public static TheoryData<string> Commands => HelpFiles.Commands;

    public static TheoryData<string> Topics => HelpFiles.Topics;

    public void Dispose() => _shell.Dispose();

    [Theory]
    [Trait("Acceptance", "24")]
    [MemberData(nameof(Commands))]
    public void Full_help_has_every_part_of_the_page(string command)
    {
        var page = HelpPage.Read(command);
        _shell.Run($"$help = Get-Help {command} -Full").Clean();
        Assert.Equal(page.Synopsis, _shell.Run("$help.Synopsis").Single<string>());
        Assert.Equal(page.Syntax.Count, _shell.Run("@($help.syntax.syntaxItem).Count").Single<int>());
        Assert.Equal(page.ParameterFacts.Count, _shell.Run("@($help.parameters.parameter).Count").Single<int>());
        Assert.Equal(page.Examples.Count, _shell.Run("@($help.examples.example).Count").Single<int>());
    }

    [Theory]
    [Trait("Acceptance", "24")]
    [MemberData(nameof(Commands))]
    public void Help_on_a_parameter_has_its_text(string command) =>
        Assert.All(HelpPage.Read(command).ParameterDescriptions, parameter => Assert.Equal(
            HelpPage.Plain(parameter.Value),
            HelpPage.Plain(_shell.Run($"(Get-Help {command} -Parameter {parameter.Key}).description.Text -join ' '").Single<string>())));

    [Theory]
    [Trait("Acceptance", "24")]
    [MemberData(nameof(Topics))]
    public void A_topic_is_shown_as_it_is_written(string topic) =>
        Assert.Equal(
            File.ReadAllText(HelpFiles.Topic(topic)).ReplaceLineEndings().TrimEnd(),
            _shell.Run($"Get-Help {topic}").Single<string>().ReplaceLineEndings().TrimEnd());
}
