using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Resources;
using System.Text.RegularExpressions;

namespace KooDrive.Client.Tests;

/// <summary>The client's texts state what happened. The commands add what to do, in terms of commands.</summary>
public sealed partial class ClientTextTests
{
    [Theory]
    [InlineData("en")]
    [InlineData("zh-Hans")]
    public void Texts_name_no_command_parameter_or_script_block(string culture)
    {
        var texts = TextsIn(culture);
        Assert.NotEmpty(texts);
        Assert.All(texts, text => Assert.DoesNotMatch(OfPowerShell(), text.Value));
    }

    [Theory]
    [InlineData("Connect with -Proxy.")]
    [InlineData("See Wait-KooDriveTask.")]
    [InlineData("使用 -NoProxy 连接。")]
    [InlineData("The script block failed.")]
    [InlineData("脚本块失败。")]
    [InlineData("Pass $session.")]
    [InlineData("A cmdlet failed.")]
    [InlineData("PowerShell has ended.")]
    public void The_rule_finds_each_forbidden_form(string text) => Assert.Matches(OfPowerShell(), text);

    private static Dictionary<string, string> TextsIn(string culture)
    {
        var resources = new ResourceManager("KooDrive.Client.ClientMessages", typeof(KooDriveClient).Assembly);
        using var set = resources.GetResourceSet(
            CultureInfo.GetCultureInfo(culture), createIfNotExists: true, tryParents: culture == "en")!;
        return set.Cast<System.Collections.DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);
    }

    [GeneratedRegex(
        @"(?<![A-Za-z])-(?-i:[A-Z])|[A-Za-z]-KooDrive|script ?block|脚本块|\$|cmdlet|PowerShell",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OfPowerShell();
}
