using System.Collections.Generic;

namespace KooDrive.PowerShell.Parameters;

/// <summary>Completes the cursor of the command's newest listing.</summary>
public sealed class CursorCompleter : ValuesCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, string>> ValuesFor(string commandName, KooDriveSession? session) =>
        session?.Completions.CursorOf(commandName) is { Length: > 0 } cursor ? [new(cursor, CommandMessages.LastCursor)] : [];
}
