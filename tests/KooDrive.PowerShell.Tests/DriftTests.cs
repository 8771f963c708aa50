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

    public static TheoryData<string> Commands => HelpFiles.Commands;

    public void Dispose() => _shell.Dispose();

    [Fact]
    [Trait("Acceptance", "24")]
    public void Every_cmdlet_has_a_page_and_a_place_in_the_MAML_and_on_the_module_page()
    {
        string[] names = [.. _shell.Run("Get-Command -Module KooDrive").Clean().Output.Select(command => ((CmdletInfo)command!.BaseObject).Name).Order()];
        Assert.Equal(names, HelpFiles.Commands.Select(row => row.Data));
        Assert.Equal(names, MamlCommand.All.Keys);

        string modulePage = File.ReadAllText(HelpFiles.ModulePage);
        Assert.All(names, name => Assert.Contains($"### [{name}]({name}.md)\n\n{HelpPage.Read(name).Synopsis}\n", modulePage, StringComparison.Ordinal));
        var module = _shell.Run("Get-Module KooDrive").Single<PSModuleInfo>();
        Assert.Contains($"\nModule Guid: {module.Guid}\n", modulePage, StringComparison.Ordinal);
        Assert.Contains($"\n## Description\n\n{module.Description}\n", modulePage, StringComparison.Ordinal);
    }

    [Theory]
    [Trait("Acceptance", "24")]
    [MemberData(nameof(Commands))]
    public void The_page_has_the_facts_of_the_cmdlet(string command)
    {
        var cmdlet = Find(command);
        var page = HelpPage.Read(command);
        Assert.Equal(CmdletFacts.Syntax(cmdlet), page.Syntax);
        Assert.Equal(CmdletFacts.PageBlocks(cmdlet), page.ParameterFacts);
        Assert.Equal(CmdletFacts.Inputs(cmdlet), page.Inputs.Select(type => type.Key));
        Assert.Equal(CmdletFacts.Outputs(cmdlet), page.Outputs.Select(type => type.Key));
        Assert.Equal("This cmdlet has no aliases.", page.Aliases);
        Assert.Equal(
            [
                "document type: cmdlet", $"external help file: {Path.GetFileName(HelpFiles.Maml)}", "HelpUri:", "Locale: en-US", "Module Name: KooDrive",
                "PlatyPS schema version: 2024-05-01", $"title: {command}",
            ],
            page.FrontMatter.Split('\n').Where(line => !line.StartsWith("ms.date: ", StringComparison.Ordinal)));
    }

    [Theory]
    [Trait("Acceptance", "24")]
    [MemberData(nameof(Commands))]
    public void The_MAML_has_the_facts_of_the_cmdlet(string command)
    {
        var cmdlet = Find(command);
        var maml = MamlCommand.All[command];
        Assert.Equal(CmdletFacts.Syntax(cmdlet).Select(set => set.Value), maml.Syntax);
        Assert.Equal(CmdletFacts.MamlSyntax(cmdlet), maml.SyntaxFacts);
        Assert.Equal(CmdletFacts.MamlParameters(cmdlet), maml.ParameterFacts);
    }

    [Theory]
    [Trait("Acceptance", "24")]
    [MemberData(nameof(Commands))]
    public void The_MAML_has_the_texts_of_the_page(string command)
    {
        var page = HelpPage.Read(command);
        var maml = MamlCommand.All[command];
        Assert.Equal(HelpPage.Plain(page.Synopsis), HelpPage.Plain(maml.Synopsis));
        Assert.Equal(HelpPage.Plain(page.Description), HelpPage.Plain(maml.Description));
        Assert.Equal(HelpPage.Plain(page.Notes), HelpPage.Plain(maml.Notes));
        Assert.Equal(Plain(page.Examples), Plain(maml.Examples));
        Assert.Equal(Plain(page.ParameterDescriptions), Plain(maml.ParameterDescriptions));
        Assert.Equal(Plain(page.Inputs), Plain(maml.Inputs));
        Assert.Equal(Plain(page.Outputs), Plain(maml.Outputs));
        Assert.Equal(page.Links, maml.Links);
    }

    [Fact]
    public void The_module_ships_the_help_that_is_committed()
    {
        string[] shipped = [.. Directory.GetFiles(HelpFiles.Folder).Where(file => Path.GetExtension(file) != ".md").Select(file => Path.GetFileName(file)).Order()];
        Assert.Equal(shipped, Directory.GetFiles(HelpFiles.StagedFolder).Select(file => Path.GetFileName(file)).Order());
        Assert.All(shipped, file => Assert.Equal(File.ReadAllBytes(Path.Combine(HelpFiles.Folder, file)), File.ReadAllBytes(Path.Combine(HelpFiles.StagedFolder, file))));
    }

    private CmdletInfo Find(string command) => _shell.Run($"Get-Command {command}").Single<CmdletInfo>();

    private static IEnumerable<KeyValuePair<string, string>> Plain(IEnumerable<KeyValuePair<string, string>> texts) =>
        texts.Select(text => KeyValuePair.Create(text.Key, HelpPage.Plain(text.Value)));
}
