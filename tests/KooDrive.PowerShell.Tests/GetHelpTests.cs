using System;
using System.IO;

namespace KooDrive.PowerShell.Tests;

/// <summary>What Get-Help finds in the staged module.</summary>
public sealed class GetHelpTests : IDisposable
{
    private readonly ModuleRunspace _shell = new();

    public static TheoryData<string, string> Commands => HelpFiles.Commands;

    public static TheoryData<string, string> Topics => HelpFiles.Topics;

    public void Dispose() => _shell.Dispose();

    [Theory]
    [Trait("Acceptance", "24")]
    [MemberData(nameof(Commands))]
    public void Full_help_has_every_part_of_the_page(string language, string command)
    {
        var page = HelpPage.Read(language, command);
        Run(language, $"$help = Get-Help {command} -Full").Clean();
        Assert.Equal(page.Synopsis, _shell.Run("$help.Synopsis").Single<string>());
        Assert.Equal(page.Syntax.Count, _shell.Run("@($help.syntax.syntaxItem).Count").Single<int>());
        Assert.Equal(page.ParameterFacts.Count, _shell.Run("@($help.parameters.parameter).Count").Single<int>());
        Assert.Equal(page.Examples.Count, _shell.Run("@($help.examples.example).Count").Single<int>());
    }

    [Theory]
    [Trait("Acceptance", "24")]
    [MemberData(nameof(Commands))]
    public void Help_on_a_parameter_has_its_text(string language, string command) =>
        Assert.All(HelpPage.Read(language, command).ParameterDescriptions, parameter => Assert.Equal(
            HelpPage.Plain(parameter.Value),
            HelpPage.Plain(Run(language, $"(Get-Help {command} -Parameter {parameter.Key}).description.Text -join ' '").Single<string>())));

    [Theory]
    [Trait("Acceptance", "24")]
    [MemberData(nameof(Topics))]
    public void A_topic_is_shown_as_it_is_written(string language, string topic) =>
        Assert.Equal(
            File.ReadAllText(HelpFiles.Topic(language, topic)).ReplaceLineEndings().TrimEnd(),
            Run(language, $"Get-Help {topic}").Single<string>().ReplaceLineEndings().TrimEnd());

    // Chinese serves the cultures of Simplified Chinese; all others get English.
    [Theory]
    [InlineData("zh-CN", HelpFiles.Chinese)]
    [InlineData("zh-SG", HelpFiles.Chinese)]
    [InlineData("zh-Hans", HelpFiles.Chinese)]
    [InlineData("zh-Hans-CN", HelpFiles.Chinese)]
    [InlineData("zh-TW", HelpFiles.English)]
    [InlineData("de-DE", HelpFiles.English)]
    public void Help_follows_the_culture_and_falls_back_to_English(string culture, string language)
    {
        string synopsis = Run(culture, "(Get-Help Get-KooDriveTask).Synopsis").Single<string>();
        Assert.Equal(HelpPage.Read(language, "Get-KooDriveTask").Synopsis, synopsis);
        Assert.Equal(
            File.ReadAllText(HelpFiles.Topic(language, "about_KooDrive")).ReplaceLineEndings().TrimEnd(),
            Run(culture, "Get-Help about_KooDrive").Single<string>().ReplaceLineEndings().TrimEnd());
    }

    private RunResult Run(string culture, string script) => _shell.Run($"[cultureinfo]::CurrentUICulture = '{culture}'; {script}");
}
