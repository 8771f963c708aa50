using System.Collections.Generic;

namespace KooDrive.PowerShell.Parameters;

/// <summary>Completes the languages of the service.</summary>
public sealed class LanguageCompleter : ValuesCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, string>> ValuesFor(string commandName, KooDriveSession? session) =>
    [
        new("en-US", CommandMessages.English),
        new("zh-CN", CommandMessages.SimplifiedChinese),
    ];
}
