using System.Collections.Generic;
using KooDrive.PowerShell.Sessions;

namespace KooDrive.PowerShell.Parameters;

/// <summary>Completes the cursor of the command's newest listing.</summary>
public sealed class CursorCompleter : ValuesCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, string>> ValuesFor(string commandName) =>
        SessionStore.Current?.Seen.CursorOf(commandName) is { Length: > 0 } cursor ? [new(cursor, CommandMessages.LastCursor)] : [];
}
