using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using System.Xml.Linq;
using PwshLite.Testing;

namespace KooDrive.PowerShell.Tests;

public sealed partial class MessageTests
{
    [Theory]
    [InlineData("KooDrive.Client", "ClientMessages")]
    [InlineData("KooDrive.PowerShell", "CommandMessages")]
    public void Both_languages_have_the_same_texts_with_the_same_gaps(string project, string name)
    {
        var english = Read(project, name + ".resx");
        var chinese = Read(project, name + ".zh-Hans.resx");

        Assert.NotEmpty(english);
        Assert.Equal(english.Keys.Order(StringComparer.Ordinal), chinese.Keys.Order(StringComparer.Ordinal));
        Assert.All(english, text => Assert.Equal(Gaps(text.Value), Gaps(chinese[text.Key])));
        Assert.All(english.Values.Concat(chinese.Values), text => Assert.False(string.IsNullOrWhiteSpace(text)));
    }

    [Theory]
    [InlineData("zh-CN", "此运行空间中没有 KooDrive 会话", "不存在 ID 为“nope”的任务")]
    [InlineData("en-US", "There is no KooDrive session in this runspace", "There is no task with the id 'nope'")]
    [InlineData("de-DE", "There is no KooDrive session in this runspace", "There is no task with the id 'nope'")]
    public async Task Messages_follow_the_culture_and_fall_back_to_English(string culture, string fromTheCmdlets, string fromTheClient)
    {
        string script =
            $"[cultureinfo]::CurrentUICulture = '{culture}'; Import-Module '{StagedModule.Manifest}'; "
            + "Get-KooDriveTask; Connect-KooDrive -Sandbox; Get-KooDriveTask -TaskId nope";

        var result = await PwshLiteProcess.RunAsync(["-Command", script], cancellationToken: TestContext.Current.CancellationToken);

        Assert.Contains(fromTheCmdlets, result.Error, StringComparison.Ordinal);
        Assert.Contains(fromTheClient, result.Error, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Read(string project, string file) =>
        XDocument.Load(Path.Combine(Repository.Root, "src", project, "Resources", file))
            .Root!.Elements("data").ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    private static string[] Gaps(string text) => [.. Gap().Matches(text).Select(gap => gap.Value).Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"\{[0-9][^}]*\}")]
    private static partial Regex Gap();
}
