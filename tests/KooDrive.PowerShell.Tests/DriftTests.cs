using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;

namespace KooDrive.PowerShell.Tests;

/// <summary>
/// Cmdlet, page and MAML say the same: the page holds the facts of the cmdlet, the MAML those facts and the texts of the page.
/// <c>build.ps1 -Task Docs</c> makes the MAML anew from the pages.
/// </summary>
public sealed class DriftTests : IDisposable
{
    private readonly ModuleRunspace _shell = new();

    public static TheoryData<string, string> Commands => HelpFiles.Commands;

    public static TheoryData<string> Languages => HelpFiles.Languages;

    public void Dispose() => _shell.Dispose();

    [Theory]
    [Trait("Acceptance", "24")]
    [MemberData(nameof(Languages))]
    public void Every_cmdlet_has_a_page_and_is_in_the_MAML_and_on_the_module_page(string language)
    {
        var commands = _shell.Run("Get-Command -Module KooDrive").Clean().Output;
        string[] names = [.. commands.Select(command => ((CmdletInfo)command!.BaseObject).Name).Order()];
        Assert.Equal(names, HelpFiles.CommandsOf(language));
        Assert.Equal(names, MamlCommand.Read(language).Keys);

        string modulePage = File.ReadAllText(HelpFiles.ModulePage(language));
        Assert.All(names, name => Assert.Contains(
            $"### [{name}]({name}.md)\n\n{HelpPage.Read(language, name).Synopsis}\n", modulePage, StringComparison.Ordinal));
        var module = _shell.Run("Get-Module KooDrive").Single<PSModuleInfo>();
        Assert.Contains($"\nModule Guid: {module.Guid}\n", modulePage, StringComparison.Ordinal);
        if (language == HelpFiles.English)
            Assert.Contains($"\n## Description\n\n{module.Description}\n", modulePage, StringComparison.Ordinal);
    }

    [Theory]
    [Trait("Acceptance", "24")]
    [MemberData(nameof(Commands))]
    public void The_page_has_the_facts_of_the_cmdlet(string language, string command)
    {
        var cmdlet = Find(command);
        var page = HelpPage.Read(language, command);
        Assert.Equal(CmdletFacts.Syntax(cmdlet), page.Syntax);
        Assert.Equal(CmdletFacts.PageBlocks(cmdlet), page.ParameterFacts);
        Assert.Equal(CmdletFacts.Inputs(cmdlet), page.Inputs.Select(type => type.Key));
        Assert.Equal(CmdletFacts.Outputs(cmdlet), page.Outputs.Select(type => type.Key));
        Assert.Equal(language == HelpFiles.English ? "This cmdlet has no aliases." : "此 cmdlet 没有别名。", page.Aliases);
        Assert.Equal(
            [
                "document type: cmdlet", $"external help file: {Path.GetFileName(HelpFiles.Maml(language))}", "HelpUri:",
                $"Locale: {language}", "Module Name: KooDrive", "PlatyPS schema version: 2024-05-01", $"title: {command}",
            ],
            page.FrontMatter.Split('\n').Where(line => !line.StartsWith("ms.date: ", StringComparison.Ordinal)));
    }

    [Theory]
    [Trait("Acceptance", "24")]
    [MemberData(nameof(Commands))]
    public void The_MAML_has_the_facts_of_the_cmdlet(string language, string command)
    {
        var cmdlet = Find(command);
        var maml = MamlCommand.Read(language)[command];
        Assert.Equal(CmdletFacts.Syntax(cmdlet).Select(set => set.Value), maml.Syntax);
        Assert.Equal(CmdletFacts.MamlSyntax(cmdlet), maml.SyntaxFacts);
        Assert.Equal(CmdletFacts.MamlParameters(cmdlet), maml.ParameterFacts);
    }

    [Theory]
    [Trait("Acceptance", "24")]
    [MemberData(nameof(Commands))]
    public void The_MAML_has_the_texts_of_the_page(string language, string command)
    {
        var page = HelpPage.Read(language, command);
        var maml = MamlCommand.Read(language)[command];
        Assert.Equal(HelpPage.Plain(page.Synopsis), HelpPage.Plain(maml.Synopsis));
        Assert.Equal(HelpPage.Plain(page.Description), HelpPage.Plain(maml.Description));
        Assert.Equal(HelpPage.Plain(page.Notes), HelpPage.Plain(maml.Notes));
        Assert.Equal(Plain(page.Examples), Plain(maml.Examples));
        Assert.Equal(Plain(page.ParameterDescriptions), Plain(maml.ParameterDescriptions));
        Assert.Equal(Plain(page.Inputs), Plain(maml.Inputs));
        Assert.Equal(Plain(page.Outputs), Plain(maml.Outputs));
        Assert.Equal(page.Links, maml.Links);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void The_module_ships_the_help_that_is_committed(string language)
    {
        string source = HelpFiles.Folder(language);
        string staged = HelpFiles.StagedFolder(language);
        string[] shipped =
        [
            .. Directory.GetFiles(source).Select(file => Path.GetFileName(file)).Where(file => Path.GetExtension(file) != ".md").Order(),
        ];
        Assert.Equal(shipped, Directory.GetFiles(staged).Select(file => Path.GetFileName(file)).Order());
        Assert.All(
            shipped, file => Assert.Equal(File.ReadAllBytes(Path.Combine(source, file)), File.ReadAllBytes(Path.Combine(staged, file))));
    }

    private CmdletInfo Find(string command) => _shell.Run($"Get-Command {command}").Single<CmdletInfo>();

    private static IEnumerable<KeyValuePair<string, string>> Plain(IEnumerable<KeyValuePair<string, string>> texts) =>
        texts.Select(text => KeyValuePair.Create(text.Key, HelpPage.Plain(text.Value)));
}
